import { ProblemError } from '../api.ts'

/** Served by server/http/ncalayer-door.ts. */
export const doorAddress = '/signer/ncalayer.html'

/** The way from this page to the client's own NCALayer. */
export interface NcaLayerDoor {
  readonly connect: () => WebSocket
  readonly close: () => void
}

/**
 * No page may connect to anything but our server; one empty document of ours may, to NCALayer alone. Its WebSocket is
 * asked for through a frame, under that document's policy (docs/decisions/0013). Throws ProblemError `network`.
 */
export async function openNcaLayerDoor(): Promise<NcaLayerDoor> {
  const frame = document.createElement('iframe')
  frame.title = 'NCALayer'
  frame.hidden = true
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  frame.src = doorAddress
  document.body.append(frame)
  await loaded
  const address = frame.contentDocument?.querySelector<HTMLMetaElement>('meta[name="ncalayer"]')?.content
  const inside = frame.contentWindow as (Window & typeof globalThis) | null
  if (address === undefined || inside === null) {
    frame.remove()
    throw new ProblemError('network', 0, null)
  }
  return { connect: () => new inside.WebSocket(address), close: () => frame.remove() }
}

/** What the browser has been told about apps on this device: names of the permission by version of Chrome. */
export async function loopbackAllowed(): Promise<boolean | null> {
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      if (state !== 'prompt') return state === 'granted'
    } catch {
      // A browser that asks nothing, or knows the permission by another name.
    }
  }
  return null
}
