/** The demo's eGov phones, played over a real socket in the start's own process. */
export interface DemoPhones {
  /** What web reads from its environment. */
  readonly env: NodeJS.ProcessEnv
  stop(): Promise<void>
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Phones that go to this site alone, on this machine at this port; web hands each the demo key of its person. */
export async function playPhones(port: number): Promise<DemoPhones> {
  const { startEgovMobile } = await import('../../pretend/egov-mobile/egov-mobile-service.ts')
  const allows = ({ hostname, port: named }: URL): boolean =>
    loopback.has(hostname) && Number(named || 80) === port
  const { url, close } = await startEgovMobile({ allows })
  return { env: { PLAYED_PHONE_URL: url }, stop: close }
}
