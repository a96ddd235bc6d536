"""Signs tokens for the Salesglass elements of a page, on the page's own server. Python 3.9 or later, nothing else."""

import base64
import hashlib
import hmac
import json
import os
import re
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECONDS = 10 * 60
SECRET = os.environ.get("SALESGLASS_JWT_SECRET", "").encode()
ORIGIN = os.environ.get("PAGE_ORIGIN", "http://localhost:8080")


def claims_for(user):
    """What this user may see: the scope comes from the session, never from the request."""
    return {
        **user["scope"],
        "widgets": ["kpi-card", "metric-chart", "rfm-matrix", "customer-list"],
    }


def signed_in_user(headers):
    """REPLACE THIS with your site's own session: whoever sends the cookie `user=ann` is Ann here."""
    found = re.search(r"(?:^|;\s*)user=(\w+)", headers.get("Cookie", ""))
    return USERS.get(found.group(1)) if found else None


# What they may see: the company, some teams with their sub-teams, or one rep.
USERS = {
    "ann": {"name": "ann", "scope": {"company": True}},
    "bo": {"name": "bo", "scope": {"teams": ["T-North"]}},
    "cy": {"name": "cy", "scope": {"rep": "R07"}},
}


def sales_token(user):
    """A JWT that is signed with HMAC-SHA-256 (HS256)."""
    now = int(time.time())
    claims = {
        "iss": "salesglass",
        "aud": "salesglass",
        "sub": user["name"],
        "jti": str(uuid.uuid4()),
        "iat": now,
        "exp": now + SECONDS,
        "role": "EMBED",
        "origin": ORIGIN,
        **claims_for(user),
    }
    text = encoded({"alg": "HS256", "typ": "JWT"}) + "." + encoded(claims)
    return text + "." + base64url(hmac.new(SECRET, text.encode(), hashlib.sha256).digest())


def encoded(value):
    return base64url(json.dumps(value).encode())


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path != "/sales-token":
            return self.answer(404, {"error": "there is only /sales-token"})
        user = signed_in_user(self.headers)
        if user is None:
            return self.answer(401, {"error": "sign in first"})
        return self.answer(200, {"token": sales_token(user)})

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    if len(SECRET) < 32:
        raise SystemExit("SALESGLASS_JWT_SECRET: expected the Salesglass server's, of 32 bytes or more")
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8080"))), Site)
    print(f"http://127.0.0.1:{server.server_port}/sales-token", flush=True)
    server.serve_forever()
