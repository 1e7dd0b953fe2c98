import { defineConfig } from 'vite'
import { compressedCopies } from './build/compressed-copies.js'
import { localeTexts } from './build/locale-texts.js'
import { qrScript } from './build/qr-script.js'
import { reactAriaLanguages } from './build/react-aria-languages.js'

export default defineConfig({
  root: import.meta.dirname,
  // Relative addresses, because a proxy may serve the service below any path.
  base: './',
  plugins: [localeTexts(), reactAriaLanguages(), qrScript(), compressedCopies()],
  build: {
    outDir: '../dist/pages',
    emptyOutDir: true,
    target: 'es2022',
    // The tests compare the sizes of the chunks with the budget.
    manifest: true,
    // GraphiQL’s editor is large and cannot be split.
    chunkSizeWarningLimit: 8_000,
    reportCompressedSize: false,
    rollupOptions: {
      input: ['app.html', 'graphiql/index.html'].map((page) => `${import.meta.dirname}/${page}`),
    },
  },
})
