// node server.js [folder] [policy …]: serves this page, or the folder of another example.
import { fileURLToPath } from "node:url";
import { site } from "./site.js";

const [folder = fileURLToPath(new URL("public", import.meta.url)), ...policies] = process.argv.slice(2);
const {
  SALES_SERVER: sales = "http://localhost:4000",
  SALESGLASS_JWT_SECRET: secret = "",
  PORT: port = "8080",
} = process.env;
if (secret.length < 32) throw new Error("SALESGLASS_JWT_SECRET: expected the Salesglass server's, of 32 bytes or more");

const origin = `http://localhost:${port}`;
site({ folder, sales, secret, origin, policies }).listen(Number(port), "localhost", () => console.log(`${origin}/`));
