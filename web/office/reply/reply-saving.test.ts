import { beforeEach, describe, expect, test } from 'vitest'
import type { Reply } from '../../../wire/reply.ts'
import { type KeptReply, type ReplyAnswer, ReplySaving } from './reply-saving.ts'

const person = { id: '11111111-1111-4111-8111-111111111111', name: 'Иманбекова С. М.' }
const until = '2026-01-12T06:00:00.000Z'

/** A server of one reply, with one lease, and a network that can be cut. */
class PlayedServer {
  reply: Reply | null = null
  writer: string | null = null
  token = 0
  down = false
  out = false
  puts = 0

  page(me: string, kept: KeptReply | null = null) {
    const timers: (() => void)[] = []
    const kept_ = { now: kept }
    const guard = (act: () => ReplyAnswer): Promise<ReplyAnswer> =>
      Promise.resolve(this.down ? { kind: 'failed' } : this.out ? { kind: 'signedOut' } : act())
    const saving = new ReplySaving(
      this.reply === null ? null : this.seenBy(me),
      {
        create: () =>
          guard(() => {
            this.reply ??= begunReply
            this.writer ??= me
            this.token += 1
            return { kind: 'ok', reply: this.seenBy(me) }
          }),
        lease: (_, takeOver) =>
          guard(() => {
            if (this.writer === null || this.writer === me || takeOver) {
              this.writer = me
              this.token += 1
            }
            return { kind: 'ok', reply: this.seenBy(me) }
          }),
        put: (_, { lease, version, ...content }) =>
          guard(() => {
            this.puts += 1
            const reply = this.now
            const may = this.writer === me && lease === this.token && version === reply.version
            if (!may || reply.state !== 'draft') return { kind: 'clash', problem: null }
            this.reply = { ...reply, ...content, version: version + 1 }
            return { kind: 'ok', reply: this.seenBy(me) }
          }),
        read: () => guard(() => ({ kind: 'ok', reply: this.seenBy(me) })),
        later: (act) => {
          timers.push(act)
          return () => timers.splice(0)
        },
        now: () => 1000,
        keep: (next) => {
          kept_.now = next
        },
      },
      kept,
    )
    return { saving, timers, kept: () => kept_.now, said: () => saving.snapshot().keeping.kind }
  }

  get now(): Reply {
    if (this.reply === null) throw new Error('nobody has begun one')
    return this.reply
  }

  seenBy(me: string): Reply {
    const mine = this.writer === me
    const writer = this.writer === null ? null : { id: person.id, name: this.writer, mine, until }
    return { ...this.now, writer, lease: mine ? this.token : null }
  }
}

const begunReply: Reply = {
  id: '22222222-2222-4222-8222-222222222222',
  appealId: '33333333-3333-4333-8333-333333333333',
  appeal: { number: '1', client: 'Сапарова Айгерім Ерланқызы', due: '2026-02-02' },
  kind: 'answer',
  state: 'draft',
  version: 1,
  language: 'kk',
  texts: { kk: '', ru: '' },
  reason: null,
  newDueDate: null,
  papers: null,
  outcome: null,
  receiver: null,
  corrects: null,
  files: [],
  author: person,
  writer: null,
  lease: null,
  contentDigest: '',
  approval: 'head',
  signature: 'none',
  late: false,
  extension: null,
  steps: [],
  returned: null,
  unresolved: [],
  outgoing: null,
  may: ['save'],
  overtaken: false,
  deciders: [],
  whyNot: {},
}

let server: PlayedServer
beforeEach(() => {
  server = new PlayedServer()
})

describe('a reply being written', () => {
  test('the first key begins it; what was typed is on the server', async () => {
    const { saving, said, kept } = server.page('saule')
    saving.change({ kk: 'Қ' })
    expect(said()).toBe('keeping')
    expect(kept()?.content.kk).toBe('Қ')
    expect(await saving.flush()).toBe(true)
    expect(server.now.texts.kk).toBe('Қ')
    expect([said(), kept(), saving.snapshot().keptAt]).toEqual(['kept', null, 1000])
  })

  test('what is typed while a save is on its way goes with the next one', async () => {
    const { saving } = server.page('saule')
    saving.change({ kk: 'бір' })
    const first = saving.flush()
    saving.change({ kk: 'бір екі', outcome: 'satisfied' })
    await first
    expect(await saving.flush()).toBe(true)
    expect([server.now.texts.kk, server.now.outcome]).toEqual(['бір екі', 'satisfied'])
  })

  test('a cut network and an ended session keep it here; both are tried again', async () => {
    const { saving, said, kept, timers } = server.page('saule')
    server.down = true
    saving.change({ kk: 'жазылды' })
    expect(await saving.flush()).toBe(false)
    expect([said(), kept()?.content.kk, timers.length]).toEqual(['notKept', 'жазылды', 1])
    server.down = false
    server.out = true
    expect(await saving.flush()).toBe(false)
    expect([said(), kept()?.content.kk]).toEqual(['signedOut', 'жазылды'])
    server.out = false
    expect(await saving.flush()).toBe(true)
    expect([server.now.texts.kk, kept()]).toEqual(['жазылды', null])
  })

  test('after a reload what this device kept is saved', async () => {
    const before = server.page('saule')
    before.saving.change({ kk: 'бір' })
    await before.saving.flush()
    server.down = true
    before.saving.change({ kk: 'бір екі' })
    await before.saving.flush()
    server.down = false
    const { saving } = server.page('saule', before.kept())
    expect(saving.snapshot().content.kk).toBe('бір екі')
    expect(await saving.flush()).toBe(true)
    expect(server.now.texts.kk).toBe('бір екі')
  })

  test('thrown away while the server is asked for it: it stays away', async () => {
    const { saving, said } = server.page('saule')
    saving.change({ kk: 'бір' })
    await saving.flush()
    const asking = saving.refresh()
    saving.forget()
    await asking
    expect([said(), saving.snapshot().reply, saving.snapshot().content.kk]).toEqual(['kept', null, ''])
  })

  test('half a date stays as typed and is no date of the reply', async () => {
    const { saving } = server.page('saule')
    saving.change({ newDueDate: '12.0', reason: 'Есеп керек' })
    await saving.flush()
    await saving.refresh()
    expect([saving.snapshot().content.newDueDate, server.now.newDueDate]).toEqual(['12.0', null])
  })
})

describe('two on one draft', () => {
  const begin = async () => {
    const saule = server.page('saule')
    saule.saving.change({ kk: 'Сәуленің мәтіні' })
    await saule.saving.flush()
    return saule
  }

  test('who comes later sees the text and writes nothing over it', async () => {
    await begin()
    const gulnar = server.page('gulnar')
    expect([gulnar.said(), gulnar.saving.snapshot().content.kk]).toEqual(['othersWrite', 'Сәуленің мәтіні'])
    gulnar.saving.change({ kk: 'басқа' })
    await gulnar.saving.flush()
    expect(server.now.texts.kk).toBe('Сәуленің мәтіні')
  })

  test('taken over: the first one’s next words wait, and both choose what stays', async () => {
    const saule = await begin()
    const gulnar = server.page('gulnar')
    await gulnar.saving.takeOver()
    gulnar.saving.change({ kk: 'Гүлнардың мәтіні' })
    expect(await gulnar.saving.flush()).toBe(true)

    saule.saving.change({ kk: 'Сәуленің жаңа мәтіні' })
    expect(await saule.saving.flush()).toBe(false)
    expect([saule.said(), server.now.texts.kk]).toEqual(['conflict', 'Гүлнардың мәтіні'])
    expect(saule.kept()?.content.kk).toBe('Сәуленің жаңа мәтіні')

    saule.saving.settle({ kk: 'mine' })
    await saule.saving.flush()
    expect(saule.said()).toBe('othersWrite')
    await saule.saving.takeOver()
    expect([saule.said(), server.now.texts.kk]).toEqual(['kept', 'Сәуленің жаңа мәтіні'])
  })

  test('other fields are joined without a question', async () => {
    const saule = await begin()
    const gulnar = server.page('gulnar')
    await gulnar.saving.takeOver()
    gulnar.saving.change({ ru: 'Текст Гульнар' })
    await gulnar.saving.flush()
    saule.saving.change({ kk: 'Сәуленің жаңа мәтіні' })
    await saule.saving.flush()
    expect([saule.said(), saule.saving.snapshot().content.ru]).toEqual(['othersWrite', 'Текст Гульнар'])
    await saule.saving.takeOver()
    expect(server.now.texts).toEqual({ kk: 'Сәуленің жаңа мәтіні', ru: 'Текст Гульнар' })
  })

  test('dropped for theirs: the page shows theirs and saves nothing', async () => {
    const saule = await begin()
    const gulnar = server.page('gulnar')
    await gulnar.saving.takeOver()
    gulnar.saving.change({ kk: 'Гүлнардың мәтіні' })
    await gulnar.saving.flush()
    saule.saving.change({ kk: 'менікі' })
    await saule.saving.flush()
    const { puts } = server
    saule.saving.settle({ kk: 'theirs' })
    expect([saule.saving.snapshot().content.kk, saule.kept(), server.puts]).toEqual([
      'Гүлнардың мәтіні',
      null,
      puts,
    ])
  })

  test('proposed meanwhile: what was typed stays here, and nothing is saved', async () => {
    const saule = await begin()
    server.reply = { ...server.now, state: 'proposed', version: 7 }
    saule.saving.change({ kk: 'кеш жазылғаны' })
    expect(await saule.saving.flush()).toBe(false)
    expect([saule.said(), saule.kept()?.content.kk]).toEqual(['closed', 'кеш жазылғаны'])
    expect(server.now.texts.kk).toBe('Сәуленің мәтіні')
    // Sent back: it goes on.
    server.reply = { ...server.now, state: 'draft' }
    await saule.saving.refresh()
    expect(await saule.saving.flush()).toBe(true)
    expect(server.now.texts.kk).toBe('кеш жазылғаны')
  })
})
