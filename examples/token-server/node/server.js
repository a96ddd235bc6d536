import express from "express";
import { salesToken } from "./sales-token.js";

const {
  SALESGLASS_JWT_SECRET: secret = "",
  PAGE_ORIGIN: origin = "http://localhost:8080",
  PORT = "8080",
} = process.env;
if (secret.length < 32) throw new Error("SALESGLASS_JWT_SECRET: expected the Salesglass server's, of 32 bytes or more");

const app = express();
app.disable("x-powered-by");
app.get("/sales-token", salesToken({ secret, origin }));

const server = app.listen(Number(PORT), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}/sales-token`);
});
