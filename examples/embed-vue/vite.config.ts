import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  // Relative addresses: what is built works from any folder of any web server.
  base: "./",
  // A tag with a hyphen is no component of Vue's.
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.includes("-") } } })],
  build: { target: "es2022", modulePreload: false },
});
