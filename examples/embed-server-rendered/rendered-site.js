import { fileURLToPath } from "node:url";
import { site } from "@salesglass/example-intranet-page";
import { page } from "./page.js";

/**
 * A site whose page is written by the server, with what it knows itself: which departments there are.
 *
 * @param departments each with a name and the channels that it sells through
 * @returns an Express app
 * @example renderedSite({ sales, secret, origin, departments: [{ name: "Web shop", channels: ["Online 网店"] }] })
 */
export function renderedSite({ departments, ...options }) {
  const app = site({ ...options, folder: fileURLToPath(new URL("public", import.meta.url)) });
  app.get("/", (_, response) => {
    // Stands in for your site's login: whoever opens the page is Ann.
    response.cookie("user", "ann", { httpOnly: true, sameSite: "strict" });
    response.type("html").send(page({ sales: options.sales, departments }));
  });
  return app;
}
