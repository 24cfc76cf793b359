// The page that checks packages by itself: one HTML file with script, style and typeface inside, and a policy that lets
// nothing in or out. Plain JavaScript, because it runs before there is a build.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { build } from 'esbuild'

/**
 * The page's text.
 * @param {string} root of the project
 * @returns {Promise<string>}
 */
export async function verifyPage(root) {
  const folder = join(root, 'web', 'verify')
  const [script, style] = await Promise.all([
    bundled(root, join(folder, 'verify-page.ts')),
    bundled(root, join(folder, 'verify.css')),
  ])
  const policy = [
    "default-src 'none'",
    `script-src '${digestOf(script)}'`,
    `style-src '${digestOf(style)}'`,
    'font-src data:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="kk">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Өтініш</title>
<style>${style}</style>
</head>
<body>
<script>${script}</script>
</body>
</html>
`
}

/** @param {string} root @param {string} entry */
async function bundled(root, entry) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    loader: { '.woff2': 'dataurl', '.svg': 'dataurl' },
    legalComments: 'none',
    logLevel: 'warning',
  })
  const text = outputFiles[0]?.text.trimEnd() ?? ''
  if (/<(\/(script|style)|!--)/i.test(text)) throw new Error(`${entry}: would end its own element`)
  return text
}

/** @param {string} text */
const digestOf = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`
