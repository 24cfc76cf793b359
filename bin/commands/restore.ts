import { parseArgs } from 'node:util'
import { startEmbedded } from '../../db/embedded/start-embedded.ts'
import { forgetUnfinished, isHalfLoaded } from '../../db/load-snapshot.ts'
import { migrate } from '../../db/migrate.ts'
import { projectRoot } from '../../db/project-root.ts'
import { checkRestored } from '../../server/backup/check-restored.ts'
import { chooseBackup, readManifest } from '../../server/backup/manifest.ts'
import { restore } from '../../server/backup/restore.ts'
import { type Config, readConfig } from '../../server/config.ts'
import { connectContext } from '../../server/process/start-context.ts'
import { fill } from '../../words/fill.ts'
import { readStartSettings, type StartSettings } from '../start/start-settings.ts'
import { backupWordsHere, onBackup, readSecretKeys } from '../terminal/backup-words.ts'
import { environmentOf } from '../terminal/command-world.ts'
import { wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish restore DIR --key FILE [--take NAME]   puts a backup into an empty database and an empty folder
otinish restore --finish [--accept]            looks again at what was restored and differed

  --key    the file of the secret key, as otinish backup key made it
  --take   the name of the backup (default: the newest)
  DATABASE_URL and DATABASE_OWNER_URL name the empty database, FILES_URL the empty folder; without them the backup of a
  demo is put into DATA_DIR. MASTER_KEY_FILE or MASTER_KEY is that of the site the backup was made of.
  Nothing serves the database before all of it was looked at.
  Exit code: 0 whole and ready to start, 1 refused or something differs, 3 wrong arguments.`

interface Asked {
  /** Null: only look again. */
  readonly dir: string | null
  readonly key: string
  readonly take: string | null
  readonly accept: boolean
}

/** An empty place for a backup, or the one where it was put. */
interface Place {
  readonly config: Config
  readonly ownerUrl: string
}

/** `otinish restore …`: a backup becomes a site again. */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) return wrongArguments('restore', usage)
  const { dir } = asked
  return await onBackup('restore', async () => {
    const settings = readStartSettings(process.env, projectRoot())
    if (dir === null) return await inPlace(settings, (place) => finish(place, [], asked.accept))
    const said = backupWordsHere()
    const secretKeys = await readSecretKeys(asked.key)
    const { masterKey } = readConfig(environmentOf(settings, 'unused'))
    const backup = await chooseBackup(dir, asked.take)
    const { demo } = await readManifest(dir, backup, masterKey)
    if (settings.databaseUrl === undefined && !demo) return refused(said.needsDatabase)
    return await inPlace(settings, async (place) => {
      const { filesDir } = place.config
      const task = { dir, backup, secretKeys, masterKey, filesDir, ownerUrl: place.ownerUrl, now: new Date() }
      const { files } = await restore(task)
      console.log(fill(said.loaded, { backup }))
      for (const id of files.lost) console.error(fill(said.lost, { id }))
      return await finish(place, files.lost, false)
    })
  })
}

/** The database of the environment, or the embedded one of DATA_DIR, which is started for this. */
async function inPlace(settings: StartSettings, work: (place: Place) => Promise<number>): Promise<number> {
  if (settings.databaseUrl !== undefined) {
    const ownerUrl = settings.databaseOwnerUrl
    if (ownerUrl === undefined) return refused(backupWordsHere().needsOwner)
    // The owner looks: the serving role has no rights yet.
    return await work({ ownerUrl, config: readConfig(environmentOf(settings, ownerUrl)) })
  }
  const embedded = await startEmbedded({ dataDir: settings.dataDir })
  try {
    const { ownerUrl } = embedded
    return await work({ ownerUrl, config: readConfig(environmentOf(settings, ownerUrl)) })
  } finally {
    await embedded.stop()
  }
}

/** Looks at all of it, and lets it be served when it is whole. */
async function finish(
  { config, ownerUrl }: Place,
  lost: readonly string[],
  accept: boolean,
): Promise<number> {
  const said = backupWordsHere()
  if (await isHalfLoaded(ownerUrl)) return refused(said.halfLoaded)
  const { context, stop } = await connectContext(config, 4)
  const { faults, ...found } = await checkRestored(context, lost).finally(stop)
  for (const { kind, what } of faults) console.error(fill(said.faults[kind], { what }))
  if (faults.length > 0 && !accept) return refused(said.notServed)
  await forgetUnfinished(ownerUrl)
  await migrate({ ownerUrl, now: new Date() })
  console.log(faults.length > 0 ? said.accepted : fill(said.restored, found))
  return 0
}

function refused(why: string): number {
  console.error(`otinish restore: ${why}`)
  return 1
}

function parse(args: string[]): Asked | null {
  try {
    const options = {
      key: { type: 'string' },
      take: { type: 'string' },
      finish: { type: 'boolean', default: false },
      accept: { type: 'boolean', default: false },
    } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const { key = '', take = null, finish, accept } = values
    const [dir = null, ...more] = positionals
    const right = finish ? dir === null && key === '' && take === null : dir !== null && key !== '' && !accept
    return right && more.length === 0 ? { dir, key, take, accept } : null
  } catch {
    return null
  }
}
