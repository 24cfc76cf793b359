import { describe, expect, it } from 'vitest'
import { largestLimits } from '../../../domain/attachment/file-rules.ts'
import { refuse } from '../../../domain/refusal.ts'
import { UploadRefusal } from './send-upload.ts'
import { Uploads } from './uploads.ts'

const slot = { document: 'identityCard', required: true, min: 1, max: 2 }
const file = (name: string, size = 10): File => new File([new Uint8Array(size)], name)
const rest = async (): Promise<void> => {
  for (let i = 0; i < 30; i++) await Promise.resolve()
}

function begin() {
  const log: string[] = []
  const gates: (() => void)[] = []
  let trouble: Error | null = null
  const left = ['a.pdf', 'z.pdf'].map((name) => ({
    id: `id of ${name}`,
    document: 'identityCard',
    name,
    size: 10,
    offset: 4,
  }))
  const uploads = new Uploads({
    async send(document, { name }, replaces, { signal, onWay, onBegun }) {
      log.push(`send ${document} ${name}${replaces === undefined ? '' : ` in place of ${replaces}`}`)
      onBegun(`id of ${name}`)
      onWay({ kind: 'sending', sent: 5 })
      await new Promise<void>((resolve, reject) => {
        gates.push(resolve)
        signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
      })
      if (trouble !== null) throw trouble
    },
    async arrived() {
      log.push('arrived')
    },
    async forget(id) {
      log.push(`forget ${id}`)
    },
    unfinished: async () => left,
    later: () => () => {},
  })
  return {
    uploads,
    log,
    fail: (error: Error | null) => {
      trouble = error
    },
    open: async () => {
      gates.shift()?.()
      await rest()
    },
    states: () => uploads.snapshot().map(({ file: { name }, state }) => [name, state]),
  }
}

describe('uploads', () => {
  it('sends one file after another and tells how far', async () => {
    const { uploads, log, open, states } = begin()
    uploads.add(slot, [file('a.pdf'), file('b.png')], [], largestLimits)
    await rest()
    expect(log).toEqual(['send identityCard a.pdf'])
    expect(states()).toEqual([
      ['a.pdf', { kind: 'sending', sent: 5 }],
      ['b.png', { kind: 'waiting' }],
    ])
    await open()
    await open()
    expect(log).toEqual(['send identityCard a.pdf', 'arrived', 'send identityCard b.png', 'arrived'])
    expect(uploads.snapshot()).toEqual([])
    expect(uploads.busy).toBe(false)
  })

  it.each([
    ['virus.exe', 10, 'file_type'],
    ['empty.pdf', 0, 'file_empty'],
    ['big.pdf', 5 * 1024 * 1024 + 1, 'file_too_large'],
  ])('refuses %s before sending a byte', async (name, size, code) => {
    const { uploads, log } = begin()
    uploads.add(slot, [file(name, size)], [], largestLimits)
    await rest()
    expect(log).toEqual([])
    expect(uploads.snapshot()[0]?.state).toMatchObject({ kind: 'refused', refusal: { code }, again: false })
  })

  it('refuses by the limits that the company has set, before sending a byte', async () => {
    const { uploads, log } = begin()
    uploads.add(slot, [file('a.pdf', 11)], [], { ...largestLimits, maxBytes: 10 })
    uploads.replace('identityCard', 'old', file('b.pdf', 11), { ...largestLimits, maxBytes: 10 })
    uploads.add(slot, [file('c.pdf')], [{ document: 'other', size: 1 }], { ...largestLimits, maxFiles: 1 })
    await rest()
    expect(log).toEqual([])
    expect(uploads.snapshot().map(({ state }) => state)).toMatchObject([
      { refusal: { code: 'file_too_large', params: { bytes: 11, most: 10 } } },
      { refusal: { code: 'file_too_large', params: { bytes: 11, most: 10 } } },
      { refusal: { code: 'files_too_many', params: { n: 1 } } },
    ])
  })

  it('refuses more than the slot holds, counting those on their way', () => {
    const { uploads } = begin()
    const names = [file('a.pdf'), file('b.pdf')]
    uploads.add(slot, names, [{ document: 'identityCard', size: 1 }], largestLimits)
    expect(uploads.snapshot()[1]?.state).toMatchObject({ refusal: { code: 'file_slot_full' } })
  })

  it('keeps a file that did not get through, and sends it again on demand', async () => {
    const { uploads, log, open, fail } = begin()
    fail(new Error('network'))
    uploads.add(slot, [file('a.pdf')], [], largestLimits)
    await open()
    const [lost] = uploads.snapshot()
    expect(lost?.state).toEqual({ kind: 'refused', refusal: { code: 'file_upload' }, again: true })
    fail(null)
    uploads.retry(lost?.key ?? '')
    await open()
    expect(log).toEqual(['send identityCard a.pdf', 'send identityCard a.pdf', 'arrived'])
  })

  it("shows the server's own reason", async () => {
    const { uploads, open, fail } = begin()
    fail(new UploadRefusal(refuse('file_encrypted'), false))
    uploads.add(slot, [file('a.pdf')], [], largestLimits)
    await open()
    expect(uploads.snapshot()[0]?.state).toMatchObject({ refusal: { code: 'file_encrypted' }, again: false })
  })

  it('stops a file and goes on with the next', async () => {
    const { uploads, log, open } = begin()
    uploads.add(slot, [file('a.pdf'), file('b.pdf')], [], largestLimits)
    await rest()
    uploads.drop(uploads.snapshot()[0]?.key ?? '')
    await rest()
    expect(uploads.snapshot().map(({ file: { name } }) => name)).toEqual(['b.pdf'])
    expect(log).toEqual(['send identityCard a.pdf', 'forget id of a.pdf', 'send identityCard b.pdf'])
    await open()
    await open()
    expect(uploads.snapshot()).toEqual([])
  })

  it('puts a file in the place of another, and again after a failure', async () => {
    const { uploads, log, open, fail } = begin()
    uploads.replace('identityCard', 'old', file('notes.txt'), largestLimits)
    await rest()
    expect(log).toEqual([])
    uploads.replace('identityCard', 'old', file('a.pdf'), largestLimits)
    fail(new UploadRefusal(refuse('file_upload'), true))
    await rest()
    await open()
    fail(null)
    const lost = uploads.snapshot().find(({ state }) => state.kind === 'refused' && state.again)
    uploads.retry(lost?.key ?? '')
    await rest()
    await open()
    const sent = 'send identityCard a.pdf in place of old'
    expect(log).toEqual([sent, sent, 'arrived'])
  })

  it('shows what an earlier page left unfinished, but not what this one is sending', async () => {
    const { uploads, log, open } = begin()
    await uploads.look()
    expect(uploads.unfinished().map(({ name }) => name)).toEqual(['a.pdf', 'z.pdf'])
    uploads.add(slot, [file('a.pdf')], [], largestLimits)
    await rest()
    expect(uploads.unfinished().map(({ name }) => name)).toEqual(['z.pdf'])
    await uploads.look()
    expect(uploads.unfinished().map(({ name }) => name)).toEqual(['z.pdf'])
    uploads.dropUnfinished('id of z.pdf')
    expect(uploads.unfinished()).toEqual([])
    expect(log).toContain('forget id of z.pdf')
    await open()
  })
})
