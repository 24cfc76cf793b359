import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'

let world: World
let webDir: string
let nobody: TestBrowser
const script = 'export const page = 1\n'.repeat(100)

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'otinish-site-'))
  await mkdir(join(webDir, 'assets'))
  await mkdir(join(webDir, 'signer'))
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>Otinish</title>')
  await writeFile(join(webDir, 'verify.html'), '<body>check</body>')
  await writeFile(join(webDir, 'assets', 'index-abc123.js'), script)
  await writeFile(join(webDir, 'assets', 'index-abc123.js.gz'), gzipSync(script))
  await writeFile(join(webDir, 'signer', 'signer.html'), '<!doctype html><title>key</title>')
  await writeFile(join(webDir, 'signer', 'signer.js'), 'void 0')
  world = await createWorld({ webDir })
  nobody = await world.as(null)
})
afterAll(async () => {
  await world.close()
  await rm(webDir, { recursive: true })
})

const page = (path: `/${string}`) =>
  nobody.ask<string>(`GET ${path}`, { headers: { accept: 'text/html,*/*' } })
const directives = (headers: Headers): string[] =>
  (headers.get('content-security-policy') ?? '').split('; ').sort()

test.each([
  '/',
  '/incoming',
  '/appeals/0f8fad5b-d9cb-469f-a165-70867728950e',
  '/office/queue?page=2',
] as const)('the address %s of a page gets the site, under its whole policy', async (path) => {
  const { status, headers, body } = await page(path)
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(body).toContain('<title>Otinish</title>')
  expect(directives(headers)).toEqual([
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "frame-src 'self'",
    "img-src 'self' blob: data:",
    "manifest-src 'self'",
    "require-trusted-types-for 'script'",
    "script-src 'self'",
    "style-src 'self'",
    "trusted-types 'none'",
  ])
  expect(headers.get('cache-control')).toBe('no-cache')
})

test('hashed assets are kept for ever, and come compressed where the browser can', async () => {
  const response = await fetch(`${world.origin}/assets/index-abc123.js`, {
    headers: { 'accept-encoding': 'gzip' },
  })
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(response.headers.get('content-type')).toMatch(/javascript/)
  expect(response.headers.get('content-encoding')).toBe('gzip')
  expect(await response.text()).toBe(script)
})

test('the key-file window reaches nothing, and its files open to its opaque origin', async () => {
  for (const path of ['/signer/signer.html', '/signer/signer.js'] as const) {
    const { status, headers } = await nobody.ask<string>(`GET ${path}`)
    expect(status).toBe(200)
    expect(directives(headers)).toEqual([
      "base-uri 'none'",
      "connect-src 'none'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      "require-trusted-types-for 'script'",
      "script-src 'self'",
      "style-src 'self'",
      "trusted-types 'none'",
    ])
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('cross-origin-resource-policy')).toBeNull()
  }
})

test.each(['/check', '/verify.html'] as const)(
  '%s is the page that checks packages, under a policy of its own',
  async (path) => {
    const { status, headers, body } = await page(path)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(body).toBe('<body>\n<script type="application/json" id="trusted-roots">[]</script>check</body>')
    expect(directives(headers)).toEqual(["frame-ancestors 'none'"])
  },
)

test('one document alone may connect to NCALayer, to nothing else, and tells where that is', async () => {
  const { status, headers, body } = await nobody.ask<string>('GET /signer/ncalayer.html')
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(body).toContain('<meta name="ncalayer" content="wss://127.0.0.1:13579">')
  expect(directives(headers)).toEqual([
    "base-uri 'none'",
    'connect-src wss://127.0.0.1:13579',
    "default-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ])
  // What is not named is left to pages of our own; the browser asks its owner.
  expect(headers.get('permissions-policy')).not.toMatch(/network/)
})

test.each([
  '/',
  '/sign-in',
  '/sign-in?way=ncaLayer',
  '/write/0f8fad5b-d9cb-469f-a165-70867728950e/sign',
  '/signer/signer.html',
] as const)('the page %s itself may not connect to NCALayer', async (path) => {
  const { headers } = await page(path)
  expect(headers.get('content-security-policy')).toMatch(/connect-src '(self|none)'(;|$)/)
})

test.each(['/api/nothing', '/assets/gone.js', '/signer/gone.js', '/health/nothing'] as const)(
  'what is not there under %s is not found, not the site',
  async (path) => {
    const { status, problem } = await nobody.ask(`GET ${path}`, { headers: { accept: 'text/html' } })
    expect([status, problem.code]).toEqual([404, 'not_found'])
  },
)

test('a browser that takes nothing compressed gets the same, and a folder is no page', async () => {
  const headers = { 'accept-encoding': 'identity', accept: 'text/html' }
  for (const path of ['/', '/index.html', '/incoming', '/assets/index-abc123.js']) {
    const response = await fetch(world.origin + path, { headers })
    expect([path, response.status, response.headers.get('content-encoding')]).toEqual([path, 200, null])
    await response.text()
  }
  for (const path of ['/assets/', '/signer/']) {
    expect([path, (await fetch(world.origin + path, { headers })).status]).toEqual([path, 404])
  }
})

test('nothing outside the site’s folder is served', async () => {
  for (const path of [
    '/..%2f..%2fetc/passwd',
    '/assets/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
  ]) {
    const response = await fetch(world.origin + path)
    expect([path, response.status >= 400]).toEqual([path, true])
  }
})
