import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answered, type Ask, askThrough, type Caller, type Request } from './ask.ts'
import type { Order, Seen, Told } from './watcher.ts'

// A process of its own: who attacks is busy, and would see itself as a slow site. Asks whatever the answers take, so
// that a site that hangs is not asked less.

/** So often each is asked: a client's inbox, whether the site lives, on a connection of its own each time. */
const everyMs = { inbox: 30, live: 90 }

type What = keyof typeof everyMs
const asks: Readonly<Record<What, Request>> = { inbox: 'GET /api/incoming', live: 'GET /health/live' }

let seen: Record<What, Seen> = fresh()
/** Between `begin` and `end` alone: what a site does meanwhile is its own. */
let watching = false
const under = new Set<Promise<void>>()

function fresh(): Record<What, Seen> {
  return { inbox: { ms: [], wrong: [] }, live: { ms: [], wrong: [] } }
}

const tell = (told: Told): void => void process.send?.(told)

/** Asks as one of the clients after another, so that none of them asks more than a person does. */
function watch(what: What, ask: Ask, clients: readonly Caller[]): void {
  let turn = 0
  setInterval(() => {
    const client = clients[turn % clients.length]
    turn += 1
    if (client === undefined || !watching) return
    const { ms, wrong } = seen[what]
    const keep = (answer: Answered): void => {
      ms.push(answer.ms)
      if (answer.status !== 200) wrong.push(`${answer.status} ${answer.code}`)
    }
    const one = ask(client, asks[what]).then(keep)
    under.add(one)
    void one.finally(() => under.delete(one))
  }, everyMs[what])
}

async function obey(order: Order): Promise<void> {
  if ('port' in order) {
    const { port, clients } = order
    const kept = askThrough(port, new Agent({ keepAlive: true }))
    watch('inbox', kept, clients)
    watch('live', askThrough(port, new Agent({ keepAlive: false })), clients)
    process.on('message', (next: Order) => {
      if ('ask' in next) {
        const { id, who, what, asking } = next.ask
        void kept(who, what, asking).then((answer) => tell({ id, answer }))
      }
    })
    return
  }
  if ('begin' in order) {
    seen = fresh()
    watching = true
  }
  if ('end' in order) {
    // An attack that was over at once is looked at too: each is asked at least once after it began.
    while (Object.values(seen).some(({ ms }) => ms.length === 0)) await sleep(10)
    const mine = seen
    seen = fresh()
    watching = false
    // Who still waits for an answer belongs to it.
    await Promise.all(under)
    tell({ id: order.end, seen: mine })
  }
}

process.on('message', (order: Order) => void obey(order))
process.on('disconnect', () => process.exit(0))
