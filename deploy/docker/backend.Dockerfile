# Backend: jobs, events, queue, images. Build context: the project's root folder.
# Node is the version that set-up brings (scripts/setup/pins.mjs).
FROM node:24.19.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY proto/package.json proto/
COPY services/common/package.json services/common/
COPY services/backend/package.json services/backend/
# Every package with native code ships it prebuilt: no install script has to run.
RUN npm ci --workspace services/backend --omit=dev --ignore-scripts

FROM node:24.19.0-bookworm-slim
WORKDIR /app
# node_modules links the workspaces: Node strips types in them because they lie outside node_modules.
COPY --from=dependencies /app ./
COPY proto/gen proto/gen
COPY assets/fonts assets/fonts
COPY services/common/src services/common/src
COPY services/backend/src services/backend/src
COPY deploy/docker/healthcheck.ts deploy/docker/
# A named volume takes over the owner of the folder that it is mounted on.
RUN install -d -o node -g node /data
USER node
ENV BACKEND_LISTEN=0.0.0.0:50052 \
    BACKEND_DATA_DIR=/data
EXPOSE 50052
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s \
  CMD ["node", "deploy/docker/healthcheck.ts", "127.0.0.1:50052"]
# The flags are those of scripts/launch/service-node-flags.ts.
CMD ["node", "--external-memory-accounted-in-global-limit", "--heap-growing-percent=150", "--max-semi-space-size=1", \
  "services/backend/src/main.ts"]
