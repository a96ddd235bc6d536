import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens for the Salesglass elements of a page, on the page's own server. JDK 17 or later, nothing else. */
public class SalesToken {
    static final int SECONDS = 10 * 60;
    static final String SECRET = System.getenv().getOrDefault("SALESGLASS_JWT_SECRET", "");
    static final String ORIGIN = System.getenv().getOrDefault("PAGE_ORIGIN", "http://localhost:8080");

    /** What this user may see, as JSON: the scope comes from the session, never from the request. */
    static String claimsFor(User user) {
        return """
            %s,
            "widgets": ["kpi-card", "metric-chart", "rfm-matrix", "customer-list"]
            """.formatted(user.scope());
    }

    record User(String name, String scope) {}

    /** REPLACE THIS with your site's own session: whoever sends the cookie `user=ann` is Ann here. */
    static Optional<User> signedInUser(HttpExchange exchange) {
        String cookies = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Cookie")).orElse("");
        Matcher found = Pattern.compile("(?:^|;\\s*)user=(\\w+)").matcher(cookies);
        return found.find() ? Optional.ofNullable(USERS.get(found.group(1))) : Optional.empty();
    }

    // What they may see: the company, some teams with their sub-teams, or one rep.
    static final Map<String, User> USERS = Map.of(
        "ann", new User("ann", "\"company\": true"),
        "bo", new User("bo", "\"teams\": [\"T-North\"]"),
        "cy", new User("cy", "\"rep\": \"R07\""));

    /** A JWT that is signed with HMAC-SHA-256 (HS256). */
    static String salesToken(User user) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String claims = """
            {"iss": "salesglass", "aud": "salesglass", "sub": %s, "jti": %s, "iat": %d, "exp": %d,
             "role": "EMBED", "origin": %s, %s}
            """.formatted(quoted(user.name()), quoted(UUID.randomUUID().toString()), now, now + SECONDS,
                quoted(ORIGIN), claimsFor(user));
        String text = base64url(bytes("{\"alg\": \"HS256\", \"typ\": \"JWT\"}")) + "." + base64url(bytes(claims));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(SECRET), "HmacSHA256"));
        return text + "." + base64url(mac.doFinal(bytes(text)));
    }

    /** A text as JSON; names of users may hold anything. */
    static String quoted(String text) {
        StringBuilder written = new StringBuilder("\"");
        for (char letter : text.toCharArray()) {
            if (letter == '"' || letter == '\\') written.append('\\').append(letter);
            else if (letter < ' ') written.append(String.format("\\u%04x", (int) letter));
            else written.append(letter);
        }
        return written.append('"').toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String base64url(byte[] data) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(data);
    }

    static void answer(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        byte[] body = bytes(json);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    static void answerToken(HttpExchange exchange) throws IOException {
        Optional<User> user = signedInUser(exchange);
        if (user.isEmpty()) {
            answer(exchange, 401, "{\"error\": \"sign in first\"}");
            return;
        }
        try {
            answer(exchange, 200, "{\"token\": \"" + salesToken(user.get()) + "\"}");
        } catch (GeneralSecurityException fault) {
            throw new IOException(fault);
        }
    }

    public static void main(String[] arguments) throws IOException {
        if (bytes(SECRET).length < 32) {
            System.err.println("SALESGLASS_JWT_SECRET: expected the Salesglass server's, of 32 bytes or more");
            System.exit(2);
        }
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/sales-token", SalesToken::answerToken);
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + "/sales-token");
    }
}
