import { gzipSync } from 'node:zlib'
import { defineConfig } from 'vite'

/** A smaller copy beside every file that the service sends often. */
const zipped = {
  name: 'zipped',
  generateBundle(_, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      if (!/\.(js|css)$/.test(name)) continue
      this.emitFile({ type: 'asset', fileName: `${name}.gz`, source: gzipSync(file.code ?? file.source) })
    }
  },
}

export default defineConfig({
  root: import.meta.dirname,
  // Relative addresses: the service may stand under any path.
  base: './',
  plugins: [zipped],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The editor of GraphiQL is what it is.
    chunkSizeWarningLimit: 8_000,
    reportCompressedSize: false,
    rollupOptions: {
      input: ['index.html', 'graphiql/index.html'].map((page) => `${import.meta.dirname}/${page}`),
    },
  },
})
