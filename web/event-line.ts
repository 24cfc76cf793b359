/**
 * The server says at once that it is there, and then every twenty seconds; a proxy that is silent longer holds the
 * line up.
 */
const firstWordMs = 10_000
const silenceMs = 60_000

interface LineOptions {
  readonly address: string
  /** What to do at an event of this name. */
  readonly on: Readonly<Record<string, (data: string) => void>>
  /** The line does not hold, or was refused: it is closed. */
  readonly onLost: () => void
  /** The line was cut, and comes back by itself if it can. */
  readonly onCut?: () => void
}

/** One line of server-sent events. Answers what closes it. */
export function openLine({ address, on, onLost, onCut }: LineOptions): () => void {
  const source = new EventSource(address)
  let timer = 0
  const close = () => {
    clearTimeout(timer)
    source.close()
  }
  const lose = () => {
    close()
    onLost()
  }
  const silentFor = (ms: number) => {
    clearTimeout(timer)
    timer = window.setTimeout(lose, ms)
  }
  silentFor(firstWordMs)
  const acts: LineOptions['on'] = { beat: () => {}, ...on }
  for (const [name, act] of Object.entries(acts)) {
    source.addEventListener(name, ({ data }: MessageEvent<string>) => {
      silentFor(silenceMs)
      act(data)
    })
  }
  source.addEventListener('full', lose)
  source.addEventListener('error', () => {
    // It comes back by itself after a cut line; closed for good means that it was refused.
    if (source.readyState === EventSource.CLOSED) lose()
    else onCut?.()
  })
  return close
}
