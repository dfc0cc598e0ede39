# Frontend: the public API and the web page. Build context: the project's root folder.
# Node is the version that set-up brings (scripts/setup/pins.mjs).
FROM node:24.19.0-bookworm-slim AS page
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY proto/package.json proto/
COPY clients/typescript/package.json clients/typescript/
COPY services/frontend/web/package.json services/frontend/web/
RUN npm ci --workspace services/frontend/web --include-workspace-root --ignore-scripts
COPY tsconfig.json ./
COPY proto/gen proto/gen
COPY assets assets
COPY clients/typescript/src clients/typescript/src
COPY services/frontend/web services/frontend/web
RUN npm run build --workspace services/frontend/web

FROM node:24.19.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY proto/package.json proto/
COPY services/common/package.json services/common/
COPY services/frontend/package.json services/frontend/
# Every package with native code ships it prebuilt: no install script has to run.
RUN npm ci --workspace services/frontend --omit=dev --ignore-scripts

FROM node:24.19.0-bookworm-slim
WORKDIR /app
# node_modules links the workspaces: Node strips types in them because they lie outside node_modules.
COPY --from=dependencies /app ./
COPY proto/gen proto/gen
COPY assets/fonts assets/fonts
COPY services/common/src services/common/src
COPY services/frontend/src services/frontend/src
COPY --from=page /app/services/frontend/web/dist services/frontend/web/dist
COPY deploy/docker/healthcheck.ts deploy/docker/
USER node
ENV FRONTEND_LISTEN=0.0.0.0:50051 \
    FRONTEND_WEB_LISTEN=0.0.0.0:50054 \
    FRONTEND_WEB_DIR=/app/services/frontend/web/dist \
    FRONTEND_TEMP_DIR=/tmp/nanococoa
EXPOSE 50051 50054
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s \
  CMD ["node", "deploy/docker/healthcheck.ts", "127.0.0.1:50051"]
# The flags are those of scripts/launch/service-node-flags.ts.
CMD ["node", "--external-memory-accounted-in-global-limit", "--heap-growing-percent=150", "--max-semi-space-size=1", \
  "services/frontend/src/main.ts"]
