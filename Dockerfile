# Whisker as one image: the README's steps, with the build done beforehand. docs/deploy.md says how it is run.
FROM node:24-slim
WORKDIR /whisker
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build
RUN mkdir /var/lib/whisker && chown node:node /var/lib/whisker
ENV HOST=0.0.0.0 PORT=3000 WHISKER_DIR=/var/lib/whisker MALLOC_ARENA_MAX=2
USER node
VOLUME /var/lib/whisker
EXPOSE 3000
HEALTHCHECK --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "scripts/whisker.mjs", "serve"]
