import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { sampleReply, sampleTariffs, sampleViewingCopy } from '../../test/letter-samples.ts'
import { run } from './letter.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const sample = join(root, 'docs/samples/letter.json')
const folder = mkdtempSync(join(tmpdir(), 'otinish-letter-'))
// Bundled code finds templates and packages above itself, so it must lie in the project, as dist/ does.
const bundle = join(root, 'dist', `.letter-test-${process.pid}`)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(bundle, { recursive: true, force: true })
})

vi.stubEnv('LC_ALL', 'C')

describe('otinish letter', () => {
  const out: string[] = []
  const err: string[] = []
  const call = (...args: string[]): Promise<number> => {
    out.length = 0
    err.length = 0
    vi.spyOn(console, 'log').mockImplementation((text: string) => void out.push(text))
    vi.spyOn(console, 'error').mockImplementation((text: string) => void err.push(text))
    return run(args)
  }
  afterEach(() => vi.restoreAllMocks())
  const written = (name: string, content: unknown): string => {
    const file = join(folder, name)
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
    return file
  }

  it('writes the PDF and tells its digest', async () => {
    const output = join(folder, 'out.pdf')
    expect(await call(sample, '-o', output, '--json')).toBe(0)
    const facts = JSON.parse(out.join(''))
    expect(facts).toEqual({
      output,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      pages: 1,
      bytes: readFileSync(output).length,
    })
    expect(readFileSync(output).subarray(0, 5).toString()).toBe('%PDF-')
    expect(await call(sample, '-o', output)).toBe(0)
    expect(out).toEqual([`${facts.sha256}  ${output}`])
  })

  it.each([
    ['viewing-copy', sampleViewingCopy()],
    ['reply', sampleReply()],
    ['tariffs', sampleTariffs()],
  ])('--kind %s', async (kind, content) => {
    const file = written(`${kind}.json`, content)
    expect(await call(file, '-o', join(folder, `${kind}.pdf`), '--kind', kind)).toBe(0)
  })

  it.each([
    [[]],
    [[sample]],
    [['-o', 'x.pdf']],
    [[sample, sample, '-o', 'x.pdf']],
    [[sample, '-o', 'x.pdf', '--kind', 'poem']],
    [[sample, '-o', 'x.pdf', '--colour']],
  ])('wrong arguments %j: 3', async (args) => {
    expect(await call(...args)).toBe(3)
    expect(err.join()).toContain('otinish letter <file.json> -o <out.pdf>')
    expect(out).toEqual([])
  })

  it('a wrong file: 1, and names the fields', async () => {
    const letter = JSON.parse(readFileSync(sample, 'utf8'))
    const output = join(folder, 'never.pdf')
    const wrong = {
      ...letter,
      sender: { ...letter.sender, iin: '12' },
      date: '12.01.2026',
      responsibility: null,
      colour: 1,
    }
    expect(await call(written('wrong.json', wrong), '-o', output)).toBe(1)
    for (const field of ['sender.iin:', 'date:', 'colour']) expect(err.join()).toContain(field)
    expect(await call(written('wrong.json', { ...letter, responsibility: null }), '-o', output)).toBe(1)
    expect(err.join()).toContain('responsibility: must be given when there are enclosures')
    expect(await call(written('broken.json', '{'), '-o', output)).toBe(1)
    expect(await call(join(folder, 'none.json'), '-o', output)).toBe(1)
    expect(await call(sample, '-o', join(folder, 'no', 'such', 'folder.pdf'))).toBe(1)
  })
})

describe('the same letter, other circumstances', () => {
  const entry = join(bundle, 'letter.mjs')
  beforeAll(async () => {
    mkdirSync(bundle, { recursive: true })
    await build({
      stdin: {
        contents: `import { run } from './bin/commands/letter.ts'; process.exitCode = await run(process.argv.slice(2))`,
        resolveDir: root,
      },
      outfile: entry,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      logLevel: 'error',
    })
  })

  it('the same SHA-256 in every process, time zone, locale and folder, and beside another PT Serif', async () => {
    const home = join(folder, 'home')
    plantWrongFont(join(home, '.fonts'))
    plantWrongFont(join(home, '.local', 'share', 'fonts'))
    const circumstances = [
      { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
      { TZ: 'Asia/Almaty', LANG: 'kk_KZ.UTF-8', LC_ALL: 'kk_KZ.UTF-8' },
      { TZ: 'America/Los_Angeles', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8', SOURCE_DATE_EPOCH: '1' },
      { TZ: 'Pacific/Kiritimati', LANG: '', LC_ALL: '', HOME: home, USERPROFILE: home, XDG_DATA_HOME: '' },
    ]
    const digests: string[] = []
    for (const [index, env] of circumstances.entries()) {
      const output = join(folder, `${index}.pdf`)
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [entry, sample, '-o', output, '--json'],
        {
          cwd: index % 2 === 0 ? folder : root,
          env: { PATH: process.env.PATH, ...env },
        },
      )
      digests.push(JSON.parse(stdout).sha256)
    }
    expect(new Set(digests).size).toBe(1)
  })
})

/** A font that calls itself PT Serif but is wider: were it taken, lines and bytes would differ. */
function plantWrongFont(fonts: string): void {
  const requireFrom = createRequire(import.meta.url)
  const font = readFileSync(
    requireFrom.resolve('@expo-google-fonts/pt-serif/400Regular/PTSerif_400Regular.ttf'),
  )
  for (let record = 12; record < 12 + font.readUInt16BE(4) * 16; record += 16) {
    if (font.toString('latin1', record, record + 4) !== 'hmtx') continue
    const at = font.readUInt32BE(record + 8)
    for (let glyph = 0; glyph < 500; glyph++) font.writeUInt16BE(1500, at + glyph * 4)
  }
  mkdirSync(fonts, { recursive: true })
  writeFileSync(join(fonts, 'wrong.ttf'), font)
}
