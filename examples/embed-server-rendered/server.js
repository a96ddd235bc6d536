import { renderedSite } from "./rendered-site.js";

const {
  SALES_SERVER: sales = "http://localhost:4000",
  SALESGLASS_JWT_SECRET: secret = "",
  PORT: port = "8080",
} = process.env;
if (secret.length < 32) throw new Error("SALESGLASS_JWT_SECRET: expected the Salesglass server's, of 32 bytes or more");

const departments = [
  { name: "Web shop", channels: ["Online 网店"] },
  { name: "Shops", channels: ["Shops 门店"] },
  { name: "Partners and field sales", channels: ["Partners 渠道商", "Field 直销"] },
];
const origin = `http://localhost:${port}`;
renderedSite({ sales, secret, origin, departments }).listen(Number(port), "localhost", () => console.log(`${origin}/`));
