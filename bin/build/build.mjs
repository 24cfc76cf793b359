// Builds the halves named as arguments, both when none is: dist/server by esbuild, dist/web by Vite,
// dist/web/signer by esbuild. Plain JavaScript, because it runs before there is a build.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { stampFile, stampOf } from './build-stamp.mjs'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const dist = join(root, 'dist')

/** Each becomes dist/server/<name>.js. A source that is not there is left out. */
const SERVER_ENTRIES = {
  cli: 'bin/cli.ts',
  child: 'bin/start/child.ts',
  web: 'server/process/web.ts',
  worker: 'server/process/worker.ts',
  thread: 'server/threads/thread.ts',
  demo: 'demo/demo.ts',
  watch: 'bin/attack/watch.ts',
}

/** Where the built site has the pages of the office. */
const officeFolder = 'assets/office/'

/** Small sources that the cabinet's lists, and most of its other pages, are made of. */
const sharedByPages = new RegExp(
  [
    'vite/preload-helper',
    '/web/ui/(More|SearchForm|Filters|ListTable|Field|use-load)\\.tsx?$',
    '/web/frame/(Pager|use-list-query)\\.tsx?$',
    '/web/(notice/use-on-news|appeal/Badge|appeal/dates|cabinet/use-mailbox-query|session|api|tab-storage)\\.tsx?$',
    '/domain/(calendar/(plain-date|instant)|appeal/status|mailbox/(paging|columns)|language)\\.ts$',
    '/words/(count|dates|fill|last-resort)\\.ts$',
  ].join('|'),
)

const builders = { server: buildServer, web: buildWeb }
const named = process.argv.slice(2)

mkdirSync(dist, { recursive: true })
clearLeftovers()
try {
  for (const half of named.length > 0 ? named : ['server', 'web']) {
    // Taken before building: what is edited meanwhile makes the next start build again.
    const stamp = stampOf(root, half)
    const next = join(dist, `${half}.next`)
    await builders[half](next)
    swapIn(next, join(dist, half))
    writeFileSync(stampFile(root, half), stamp)
  }
} catch (error) {
  // The message names file and line; the bundler's own stack tells nobody anything.
  console.error(error.message)
  process.exitCode = 1
}

/** @param {string} outdir */
async function buildServer(outdir) {
  const { build } = await import('esbuild')
  const entries = Object.entries(SERVER_ENTRIES).filter(([, source]) => existsSync(join(root, source)))
  await build({
    absWorkingDir: root,
    entryPoints: entries.map(([out, source]) => ({ in: source, out })),
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
}

/** @param {string} outDir */
async function buildWeb(outDir) {
  mkdirSync(outDir, { recursive: true })
  if (existsSync(join(root, 'web', 'index.html'))) {
    // Also when a test run asks for the build: React must not come in its development version.
    process.env.NODE_ENV = 'production'
    const { build } = await import('vite')
    const { default: react } = await import('@vitejs/plugin-react')
    await build({
      root: join(root, 'web'),
      configFile: false,
      base: '/',
      plugins: [react()],
      logLevel: 'warn',
      build: {
        outDir,
        emptyOutDir: true,
        target: 'es2022',
        // The pages' CSP allows neither inline scripts nor data: addresses.
        assetsInlineLimit: 0,
        modulePreload: {
          polyfill: false,
          // What a page of the office needs beside itself it fetches itself, but for its styles: the list of that
          // would be in the first load of everybody.
          resolveDependencies: (filename, deps) =>
            filename.startsWith(officeFolder) ? deps.filter((one) => one.endsWith('.css')) : deps,
        },
        rolldownOptions: {
          output: {
            chunkFileNames: ({ facadeModuleId }) =>
              /\/web\/(office|admin)\//.test(facadeModuleId ?? '')
                ? `${officeFolder}[name]-[hash].js`
                : 'assets/[name]-[hash].js',
            // What nearly every page of the cabinet has: one file is smaller, gzipped, than fifteen.
            codeSplitting: { groups: [{ name: 'shared', test: sharedByPages }] },
          },
        },
      },
    })
  }
  if (existsSync(join(root, 'web/signing/frame/signer.ts'))) await buildSigner(join(outDir, 'signer'))
  if (existsSync(join(root, 'web/verify/verify-page.ts'))) {
    const { verifyPage } = await import('./build-verify.mjs')
    writeFileSync(join(outDir, 'verify.html'), await verifyPage(root))
  }
  compressFiles(outDir)
}

/** Lays .br and .gz beside each text of the site, which the web process sends as they are. @param {string} folder */
function compressFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (!entry.isFile() || !/\.(js|css|html|svg)$/.test(entry.name)) continue
    const text = readFileSync(path)
    writeFileSync(`${path}.br`, brotliCompressSync(text))
    writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
  }
}

/**
 * The key-file window: one classic script, since a frame with an opaque origin loads no modules from 'self'.
 * @param {string} outdir
 */
async function buildSigner(outdir) {
  const { build } = await import('esbuild')
  const frame = 'web/signing/frame'
  const styled = existsSync(join(root, frame, 'signer.css'))
  await build({
    absWorkingDir: root,
    entryPoints: [`${frame}/signer.ts`, ...(styled ? [`${frame}/signer.css`] : [])],
    outdir,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    loader: { '.woff2': 'file', '.woff': 'file' },
    assetNames: '[name]',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  })
  const page = join(root, frame, 'signer.html')
  if (existsSync(page)) cpSync(page, join(outdir, 'signer.html'))
}

/** A reader of `to` sees the old build or the new one, never half of it. @param {string} next @param {string} to */
function swapIn(next, to) {
  const old = `${to}.old`
  if (existsSync(to)) renameSync(to, old)
  renameSync(next, to)
  rmSync(old, { recursive: true, force: true })
}

/** What a build killed half-way left behind. */
function clearLeftovers() {
  for (const name of readdirSync(dist)) {
    if (/\.(next|old)$/.test(name)) rmSync(join(dist, name), { recursive: true, force: true })
  }
}
