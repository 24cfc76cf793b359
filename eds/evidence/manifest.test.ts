import { expect, test } from 'vitest'
import { readManifest, writeManifest } from './manifest.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const files = new Map([['letter.pdf', utf8('%PDF-1.7 өтініш')]])

test('what is written is read', async () => {
  const found = readManifest(utf8(await writeManifest(files)), 1)
  expect([...(found ?? [])].map(([name, digest]) => [name, digest.length])).toEqual([['letter.pdf', 64]])
})

test('a digest that is no base64, or base64 in another form, is no manifest, and nothing is thrown', async () => {
  const text = await writeManifest(files)
  const digest = /<ds:DigestValue>([^<]+)/.exec(text)?.[1] ?? ''
  const last = digest.at(-2) ?? ''
  const sameBits = String.fromCharCode(last.charCodeAt(0) + 1)
  const broken = [
    `=${digest.slice(1)}`,
    `${digest.slice(0, 20)}=${digest.slice(21)}`,
    `${digest.slice(0, -2)}${sameBits}=`,
  ]
  for (const other of broken) expect(readManifest(utf8(text.replace(digest, other)), 1), other).toBeNull()
})
