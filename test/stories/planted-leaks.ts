/** A leak made on purpose, run in the page or in the key-file window; it may name nothing of this file. */
export interface Plant {
  /** Where the recorder must hear it. */
  readonly where: string
  /** Which secret is carried out. */
  readonly secret: string
  readonly form: 'hex' | 'base64' | 'url'
  readonly from: 'window' | 'page'
  readonly plant: (text: string) => void | Promise<void>
}

/** One through every door that there is. */
export const plants: readonly Plant[] = [
  {
    where: 'message to the page',
    secret: 'password, UTF-8',
    form: 'base64',
    from: 'window',
    plant: (text) => parent.postMessage({ height: text }, '*'),
  },
  {
    where: 'console',
    secret: 'password, UTF-16',
    form: 'hex',
    from: 'window',
    plant: (text) => console.log(text),
  },
  {
    where: 'POST /api/planted',
    secret: 'ciphertext of the key',
    form: 'hex',
    from: 'page',
    plant: (text) => void fetch('/api/planted', { method: 'POST', body: text, keepalive: true }),
  },
  {
    where: 'POST /api/form',
    secret: 'MAC',
    form: 'hex',
    from: 'page',
    plant: (text) => {
      const form = new FormData()
      const bytes = Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
      form.append('file', new Blob([bytes]), 'photo.png')
      navigator.sendBeacon('/api/form', form)
    },
  },
  {
    where: 'GET /api/picture',
    secret: 'MAC salt',
    form: 'base64',
    from: 'page',
    plant: (text) => {
      new Image().src = `/api/picture?${text}`
    },
  },
  {
    where: 'GET /signer/signer.css',
    secret: 'scalar',
    form: 'hex',
    from: 'page',
    plant: (text) => {
      const link = document.createElement('link')
      link.rel = 'stylesheet'
      link.href = `/signer/signer.css?${text}`
      document.head.append(link)
    },
  },
  {
    where: 'WebSocket',
    secret: 'scalar',
    form: 'hex',
    from: 'page',
    plant: (text) => void new WebSocket(`ws://${location.host}/${text}`),
  },
  {
    where: 'localStorage',
    secret: 'scalar',
    form: 'url',
    from: 'page',
    plant: (text) => localStorage.setItem('planted', text),
  },
  {
    where: 'sessionStorage',
    secret: 'scalar, turned round',
    form: 'hex',
    from: 'page',
    plant: (text) => {
      sessionStorage.planted = text
    },
  },
  {
    where: 'cookie',
    secret: 'password, UTF-8',
    form: 'url',
    from: 'page',
    plant: (text) => cookieStore.set('planted', text),
  },
  {
    where: 'window.name',
    secret: 'ciphertext of the certificate',
    form: 'base64',
    from: 'page',
    plant: (text) => {
      window.name = text
    },
  },
  {
    where: 'replaceState',
    secret: 'salt of the key',
    form: 'hex',
    from: 'page',
    plant: (text) => history.replaceState({ text }, ''),
  },
  {
    where: 'message by broadcast',
    secret: 'MAC',
    form: 'base64',
    from: 'page',
    plant: (text) => {
      new BroadcastChannel('planted').onmessage = () => {}
      new BroadcastChannel('planted').postMessage({ text: [text] })
    },
  },
  {
    where: 'IndexedDB',
    secret: 'scalar',
    form: 'hex',
    from: 'page',
    plant: async (text) => {
      const bytes = Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
      const opening = indexedDB.open('planted', 1)
      await new Promise((resolve) => {
        opening.onupgradeneeded = () => opening.result.createObjectStore('s').put({ bytes }, 1)
        opening.onsuccess = resolve
      })
      opening.result.close()
    },
  },
  {
    where: 'cache planted',
    secret: 'MAC',
    form: 'base64',
    from: 'page',
    plant: async (text) => (await caches.open('planted')).put('/x', new Response(text)),
  },
  {
    where: 'download',
    secret: 'scalar',
    form: 'base64',
    from: 'page',
    plant: (text) => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([text]))
      link.download = 'planted'
      link.click()
    },
  },
  {
    where: 'page',
    secret: 'password, UTF-8',
    form: 'url',
    from: 'page',
    plant: (text) => document.body.setAttribute('data-planted', text),
  },
]

/** What the key-file window itself must not be able to do: each answers how it went. Run inside it. */
export async function tryEverything(): Promise<Record<string, string>> {
  const outcome = async (attempt: () => unknown): Promise<string> => {
    try {
      await attempt()
      return 'done'
    } catch {
      return 'refused'
    }
  }
  const eventOf = (target: EventTarget, done: string) =>
    new Promise<void>((resolve, reject) => {
      target.addEventListener(done, () => resolve())
      target.addEventListener('error', () => reject(new Error('error')))
    })
  return {
    fetch: await outcome(() => fetch('/escaped/fetch')),
    'no-cors fetch': await outcome(() => fetch('/escaped/opaque', { mode: 'no-cors' })),
    XMLHttpRequest: await outcome(() => {
      const request = new XMLHttpRequest()
      request.open('GET', '/escaped/xhr')
      request.send()
      return eventOf(request, 'load')
    }),
    WebSocket: await outcome(() => eventOf(new WebSocket('ws://127.0.0.1:9/escaped'), 'open')),
    EventSource: await outcome(() => eventOf(new EventSource('/escaped/events'), 'open')),
    image: await outcome(() => {
      const image = new Image()
      image.src = '/escaped/image'
      return eventOf(image, 'load')
    }),
    worker: await outcome(() => eventOf(new Worker('/escaped/worker'), 'message')),
    WebRTC: await outcome(() => new RTCPeerConnection()),
    'WebRTC of a frame inside': await outcome(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const inside = frame.contentWindow ?? {}
      return Reflect.construct(Reflect.get(inside, 'RTCPeerConnection'), [])
    }),
    'text as code': await outcome(() => Reflect.set(document.createElement('p'), 'innerHTML', '<b>x</b>')),
    'a policy for text as code': await outcome(() =>
      Reflect.get(globalThis, 'trustedTypes').createPolicy('escaped', {}),
    ),
    popup: window.open('/escaped/popup') === null ? 'refused' : 'done',
    'the page around it': await outcome(() => parent.document.title),
    'another address for the page': await outcome(() => {
      if (top) top.location.href = '/escaped/top'
    }),
    localStorage: await outcome(() => localStorage.setItem('x', 'x')),
    sessionStorage: await outcome(() => sessionStorage.setItem('x', 'x')),
    cookie: await outcome(() => document.cookie),
    IndexedDB: await outcome(() => eventOf(indexedDB.open('x'), 'success')),
    caches: await outcome(() => caches.open('x')),
    'service worker': await outcome(() => navigator.serviceWorker.register('/signer/signer.js')),
    // Neither says anything when it is refused: the test asks whether a request came.
    beacon: navigator.sendBeacon('/escaped/beacon') ? 'perhaps' : 'refused',
    form: await outcome(() => {
      const form = document.createElement('form')
      form.method = 'post'
      form.action = '/escaped/form'
      document.body.append(form)
      form.submit()
      form.remove()
    }),
  }
}
