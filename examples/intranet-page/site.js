import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { salesToken } from "@salesglass/example-token-server";
import express from "express";

/** The address that the pages of the examples name. */
const written = "http://localhost:4000";

/**
 * A site as a company may have it, on an origin of its own: static pages under a strict content security policy with
 * Trusted Types, and `/sales-token`, where it signs tokens for who is signed in.
 *
 * @param folder where its pages are
 * @param sales the address of the Salesglass server
 * @param secret that server's SALESGLASS_JWT_SECRET
 * @param origin the site's own address
 * @param policies the names of the Trusted Types policies of the pages' frameworks, beside that of the elements
 * @returns an Express app
 * @example site({ folder, sales: "https://sales.example.com", secret, origin: "https://intranet.example.com" })
 */
export function site({ folder, sales, secret, origin, policies = [] }) {
  const policy = policyFor(sales, policies);
  const app = express();
  app.disable("x-powered-by");
  app.use((_, response, next) => {
    response.set({
      "Content-Security-Policy": policy,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-cache",
    });
    next();
  });
  app.get("/sales-token", salesToken({ secret, origin }));
  app.get("/favicon.ico", (_, response) => response.status(204).end());
  app.get(["/", "/:name.html"], async ({ params: { name = "index" } }, response, next) => {
    const page = /^[\w-]+$/.test(name) && (await readFile(join(folder, `${name}.html`), "utf8").catch(() => undefined));
    if (!page) return next();
    // Stands in for your site's login: whoever opens a page is Ann.
    response.cookie("user", "ann", { httpOnly: true, sameSite: "strict" });
    response.type("html").send(page.replaceAll(written, sales));
  });
  app.use(express.static(folder, { index: false, cacheControl: false }));
  return app;
}

/** Nothing but what is named: the site's own files, the server's scripts, and answers of both. */
function policyFor(sales, policies) {
  return [
    "default-src 'none'",
    `script-src 'self' ${sales}`,
    `connect-src 'self' ${sales}`,
    "style-src 'self'",
    "img-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    // The elements' templates come through this one, which takes what was written in their own code.
    `trusted-types ${["lit-html", ...policies].join(" ")}`,
  ].join("; ");
}
