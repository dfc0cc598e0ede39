import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { leanProtos } from './lean-protos.ts';

/** Where `vite` (the development server) sends gRPC-Web calls: the mesh's public listener. */
const MESH = process.env.NANOCOCOA_MESH ?? 'http://127.0.0.1:8080';
const WIRE = import.meta.resolve('@bufbuild/protobuf/wire');

export default defineConfig(({ command }) => {
  // React's development build is three times as large; whoever builds may have set this to something else.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    plugins: [leanProtos(), react()],
    resolve: {
      // The client as its sources: its package holds what is built of them.
      conditions: ['nanococoa-source', ...defaultClientConditions],
      // A dependency asks for all of it, and for its CommonJS build: the page would have both. Reader and writer are here.
      alias: { '@bufbuild/protobuf/wire': fileURLToPath(new URL('binary-encoding.js', WIRE)) },
    },
    // Relative addresses: the page works under any path of the gateway.
    base: './',
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: 'es2023',
      // What light-dark() needs: without it, every colour would be written out twice.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      // data: addresses would need a wider Content-Security-Policy.
      assetsInlineLimit: 0,
      // Its polyfill would be an inline script's worth of code that no supported browser needs.
      modulePreload: { polyfill: false },
      sourcemap: true,
    },
    server: {
      proxy: {
        '/nanococoa.frontend.v1.FrontendService': { target: MESH, changeOrigin: true },
      },
    },
  };
});
