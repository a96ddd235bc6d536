import { defineConfig } from "vite";

export default defineConfig({
  // Relative addresses: what is built works from any folder of any web server.
  base: "./",
  build: { target: "es2022", modulePreload: false },
});
