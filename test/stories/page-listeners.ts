import type { Heard } from './leaks.ts'

/** These two run in the page and may name nothing of this file. */

declare global {
  /** What the page's own frame has heard since it was last asked. */
  var takeHeardInPage: () => Promise<Heard[]>
  /** Any value as the bytes in it, a latin1 string. */
  var bytesInPage: (value: unknown) => Promise<string>
}

/**
 * Before the page's own scripts, in the main frame only: listens to every message that arrives, and to what is put
 * into storage, history and other workers.
 */
export function listenInPage(): void {
  if (window !== window.top) return
  let heard: Promise<Heard>[] = []
  const bytesOf = async (value: unknown, seen = new Set<unknown>()): Promise<string> => {
    const latin1 = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
    if (typeof value === 'string') return latin1(new TextEncoder().encode(value))
    if (value instanceof ArrayBuffer) return latin1(new Uint8Array(value))
    if (ArrayBuffer.isView(value)) {
      return latin1(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    }
    if (value instanceof Blob) return bytesOf(await value.arrayBuffer())
    if (value instanceof Response) return bytesOf(await value.clone().arrayBuffer())
    if (typeof value !== 'object' || value === null) return String(value)
    if (seen.has(value)) return ''
    seen.add(value)
    if (value instanceof Map || value instanceof Set) return bytesOf([...value], seen)
    if (Array.isArray(value) && value.every((one) => Number.isInteger(one) && one >= 0 && one < 256)) {
      return latin1(Uint8Array.from(value))
    }
    const parts = Object.entries(value).map(async ([key, part]) => `${key} ${await bytesOf(part, seen)}`)
    return (await Promise.all(parts)).join('\n')
  }
  const hear = (where: string, value: unknown) => {
    if (value === null || value === undefined) return
    heard.push(bytesOf(value).then((bytes) => ({ where, bytes })))
  }
  globalThis.bytesInPage = bytesOf
  globalThis.takeHeardInPage = async () => {
    const taken = await Promise.all(heard)
    heard = []
    return taken
  }

  const listenTo = (target: EventTarget, where: string) => {
    const onMessage = (event: Event) => {
      if (!(event instanceof MessageEvent)) return
      hear(where, event.data)
      for (const port of event.ports) listenTo(port, 'message over a port')
    }
    target.addEventListener('message', onMessage, true)
  }
  listenTo(window, 'message to the page')
  if ('serviceWorker' in navigator) listenTo(navigator.serviceWorker, 'message of a service worker')
  window.MessageChannel = class extends MessageChannel {
    constructor() {
      super()
      listenTo(this.port1, 'message over a port')
      listenTo(this.port2, 'message over a port')
    }
  }
  window.BroadcastChannel = class extends BroadcastChannel {
    constructor(name: string) {
      super(name)
      listenTo(this, 'message by broadcast')
    }
  }
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      hear('worker', String(url))
      super(url, options)
      listenTo(this, 'message of a worker')
    }
  }
  window.SharedWorker = class extends SharedWorker {
    constructor(url: string | URL, options?: string | WorkerOptions) {
      hear('shared worker', String(url))
      super(url, options)
      listenTo(this.port, 'message of a shared worker')
    }
  }

  const doors: [object, string][] = [
    [MessagePort.prototype, 'postMessage'],
    [BroadcastChannel.prototype, 'postMessage'],
    [Worker.prototype, 'postMessage'],
    [ServiceWorker.prototype, 'postMessage'],
    [Storage.prototype, 'setItem'],
    [IDBObjectStore.prototype, 'put'],
    [IDBObjectStore.prototype, 'add'],
    [Cache.prototype, 'put'],
    [History.prototype, 'pushState'],
    [History.prototype, 'replaceState'],
  ]
  for (const [prototype, name] of doors) {
    const original: unknown = Reflect.get(prototype, name)
    if (typeof original !== 'function') throw new Error(`no ${name}`)
    const wrapped = function (this: unknown, ...given: unknown[]): unknown {
      for (const value of given) hear(name, value)
      return Reflect.apply(original, this, given)
    }
    Reflect.set(prototype, name, wrapped)
  }
}

/** All that the page keeps or shows now. */
export async function lookAround(): Promise<Heard[]> {
  const seen: [string, unknown][] = [
    ['localStorage', { ...localStorage }],
    ['sessionStorage', { ...sessionStorage }],
    ['document.cookie', document.cookie],
    ['window.name', window.name],
    ['address', location.href],
    ['history.state', history.state],
    ['page', document.documentElement.outerHTML],
    ['field', [...document.querySelectorAll('input, textarea')].map((one) => Reflect.get(one, 'value'))],
  ]
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      seen.push([`cache ${name}`, request.url], [`cache ${name}`, await cache.match(request)])
    }
  }
  const asked = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const open = database.transaction(store).objectStore(store)
      const [keys, values] = await Promise.all([asked(open.getAllKeys()), asked(open.getAll())])
      seen.push(['IndexedDB', [name, store, keys, values]])
    }
    database.close()
  }
  for (const { scope, active } of await navigator.serviceWorker.getRegistrations()) {
    seen.push(['service worker', [scope, active?.scriptURL]])
  }
  return Promise.all(
    seen.map(async ([where, value]) => ({ where, bytes: await globalThis.bytesInPage(value) })),
  )
}
