# syntax=docker/dockerfile:1
# Two stages: the first installs and builds everything, the second has the server and what it needs to run, no more.

FROM node:22-slim AS build
ENV CI=true
WORKDIR /src
# What decides which packages are installed comes first, so that a change of code installs nothing anew.
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/core/package.json packages/core/
COPY packages/api/package.json packages/api/
COPY packages/widgets/package.json packages/widgets/
COPY scripts/ scripts/
RUN node scripts/pnpm.mjs install --frozen-lockfile --filter salesglass --filter "./packages/*"
COPY tsconfig.base.json ./
COPY packages/ packages/
RUN npm run --silent compile
RUN node scripts/pnpm.mjs deploy --legacy --prod --filter @salesglass/api /app
# Prisma's client names Prisma's command as a peer, which comes with a studio and a compiler. Nothing here runs them.
RUN cd /app/node_modules/.pnpm && rm -rf prisma@* @prisma+studio-core@* @prisma+dev@* @prisma+engines* effect@* \
  typescript@* @electric-sql+pglite@0.4.* react@* react-dom@*

FROM node:22-slim
LABEL org.opencontainers.image.title="Salesglass" org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 SALESGLASS_DATA=/data LOG_LEVEL=info
COPY --from=build /app /app
RUN mkdir /data && chown node:node /data
USER node
# The embedded record, or with PostgreSQL the warehouse's copy, which may be lost.
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/bin/salesglass.js"]
CMD ["serve"]
