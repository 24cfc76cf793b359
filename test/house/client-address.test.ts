import { expect, test } from 'vitest'
import { projectFiles, readSource } from './sources.ts'

const own = 'server/http/client-address.ts'
/** What a request says of where it comes from; `ip`, `host` and `protocol` of Fastify belong to the nearest proxy. */
const guesses =
  /\brequest\.(ip|ips|host|hostname|protocol)\b|\{[^{}]*\bip\b[^{}]*\}(: FastifyRequest)? *[,)=]|remoteAddress|'x-forwarded|'x-real-ip/i

const guessing = (file: string, source: string): string[] =>
  source.split('\n').flatMap((line, at) => (guesses.test(line) ? [`${file}:${at + 1}`] : []))

test('one function says where a client is, and nobody reads it off a request themselves', () => {
  const sources = projectFiles().filter((file) => /^server\/(?!.*\.test\.ts$).*\.ts$/.test(file))
  expect(sources).toContain(own)
  const found = sources.filter((file) => file !== own).flatMap((file) => guessing(file, readSource(file)))
  expect(found).toEqual([])
  for (const planted of ["a = request.ip ?? ''", 'async opening({ ip }) {', 'socket.remoteAddress']) {
    expect(guessing('x', planted), planted).toEqual(['x:1'])
  }
})
