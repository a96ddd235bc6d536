<?php

// Signs tokens for the Salesglass elements of a page, on the page's own server. PHP 8.1 or later, nothing else.
declare(strict_types=1);

const SECONDS = 10 * 60;

/** What this user may see: the scope comes from the session, never from the request. */
function claimsFor(array $user): array
{
    return [
        ...$user['scope'],
        'widgets' => ['kpi-card', 'metric-chart', 'rfm-matrix', 'customer-list'],
    ];
}

/** REPLACE THIS with your site's own session: whoever sends the cookie `user=ann` is Ann here. */
function signedInUser(): ?array
{
    // What they may see: the company, some teams with their sub-teams, or one rep.
    $users = [
        'ann' => ['name' => 'ann', 'scope' => ['company' => true]],
        'bo' => ['name' => 'bo', 'scope' => ['teams' => ['T-North']]],
        'cy' => ['name' => 'cy', 'scope' => ['rep' => 'R07']],
    ];
    $name = $_COOKIE['user'] ?? '';
    return is_string($name) ? ($users[$name] ?? null) : null;
}

/** A JWT that is signed with HMAC-SHA-256 (HS256). */
function salesToken(array $user, string $secret, string $origin): string
{
    $now = time();
    $claims = [
        'iss' => 'salesglass',
        'aud' => 'salesglass',
        'sub' => $user['name'],
        'jti' => bin2hex(random_bytes(16)),
        'iat' => $now,
        'exp' => $now + SECONDS,
        'role' => 'EMBED',
        'origin' => $origin,
        ...claimsFor($user),
    ];
    $text = encoded(['alg' => 'HS256', 'typ' => 'JWT']) . '.' . encoded($claims);
    return $text . '.' . base64url(hash_hmac('sha256', $text, $secret, true));
}

function encoded(array $value): string
{
    return base64url(json_encode($value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES));
}

function base64url(string $data): string
{
    return rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
}

function answer(int $status, array $value): never
{
    http_response_code($status);
    header('Content-Type: application/json');
    header('Cache-Control: no-store');
    exit(json_encode($value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES));
}

$secret = getenv('SALESGLASS_JWT_SECRET') ?: '';
if (strlen($secret) < 32) {
    error_log("SALESGLASS_JWT_SECRET: expected the Salesglass server's, of 32 bytes or more");
    answer(500, ['error' => 'this site can sign no tokens yet']);
}
if (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) !== '/sales-token') {
    answer(404, ['error' => 'there is only /sales-token']);
}
$user = signedInUser();
if ($user === null) {
    answer(401, ['error' => 'sign in first']);
}
answer(200, ['token' => salesToken($user, $secret, getenv('PAGE_ORIGIN') ?: 'http://localhost:8080')]);
