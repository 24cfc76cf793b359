import { join } from 'node:path'

/**
 * The demo's mail server, played over a real socket in the start's own process, so that nothing leaves this
 * machine.
 */
export interface DemoMailServer {
  /** What web and worker read from their environment. */
  readonly env: NodeJS.ProcessEnv
  stop(): Promise<void>
}

/** Begins to take mails; they are kept in `mail` of the data folder and shown on the page «Демо: пошта». */
export async function playMail(dataDir: string): Promise<DemoMailServer> {
  const { startMailServer } = await import('../../pretend/mail/mail-server.ts')
  const folder = join(dataDir, 'mail')
  const { port, stop } = await startMailServer({ folder })
  return {
    env: {
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'Otinish <no-reply@demo.invalid>',
      PLAYED_MAIL_DIR: folder,
    },
    stop,
  }
}
