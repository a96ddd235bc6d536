import { defineConfig } from "vite";

export default defineConfig({
  // Relative addresses: what is built works from any folder of any web server.
  base: "./",
  // In development the page asks its own origin, so that the server needs no setting.
  server: { proxy: { "/graphql": "http://127.0.0.1:4000" } },
  // In one piece also in development: what the page doesn't call of it stays out.
  optimizeDeps: { include: ["@salesglass/core"] },
  build: { target: "es2022" },
});
