import { createCipheriv } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import pg from 'pg'
import { migrate } from '../../db/migrate.ts'
import { projectRoot } from '../../db/project-root.ts'
import { equalBytes, fromHex, toHex } from '../../eds/bytes.ts'
import type { Revocation } from '../../pretend/certification-authority/revocation-register.ts'
import { isSealedInPieces, saltOf, sealInPieces, unsealPieces } from '../../server/sealed-pieces.ts'
import { unseal } from '../../server/vault.ts'
import type { LetterCode } from '../egov-mobile-signing.ts'
import type { World } from '../world.ts'

/** A world as a version of the program left it: what a test needs to go on with it. */
export interface KeptWorld {
  /** The last migration that it has had, by file name. */
  readonly migration: string
  /** `db/roles.sql` of its time. */
  readonly roles: string
  /** What its clock says, ISO. */
  readonly now: string
  /** Hexadecimal. */
  readonly masterKey: string
  /** The played authority, as it writes itself down, and what it has revoked, by serial. */
  readonly authority: string
  readonly revoked: Readonly<Record<string, Revocation>>
  readonly people: World['people']
  readonly contracts: World['contracts']
  /** Key files of Айгерім, base64; the password is that of every test key. */
  readonly keys: { readonly rsa: string; readonly gost2015: string }
  /**
   * Codes of eGov Mobile in flight: one that waits for a phone, one that was signed and not sent, one to sign in
   * by.
   */
  readonly codes: {
    readonly waiting: LetterCode
    readonly signed: LetterCode
    readonly signIn: {
      readonly cookies: Readonly<Record<string, string>>
      readonly id: string
      readonly qr: string
    }
  }
  /** Evidence that was taken away: SHA-256 of the package by appeal, hexadecimal. */
  readonly packages: Readonly<Record<string, string>>
  /** Rows of each table of ours, each as PostgreSQL writes a record down. */
  readonly tables: Readonly<Record<string, readonly string[]>>
  /** Stored files by id: sealed bytes can't be made smaller, so the plain ones are kept with how they were sealed. */
  readonly files: Readonly<Record<string, KeptBytes>>
}

/**
 * All hexadecimal: base64 would hide from the compressor what the letters have in common. Sealed in one piece with an
 * IV, as it was before docs/decisions/0041, or in pieces with a salt.
 */
export type KeptBytes = { readonly key: string; readonly plain: string } & (
  | { readonly iv: string }
  | { readonly salt: string }
)

const folder = join(projectRoot(), 'test', 'fixtures', 'worlds')

/** The worlds that are kept, by the migration that they end with, the oldest first. */
export const keptWorlds = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.world'))
    .sort()

export function readKeptWorld(name: string): KeptWorld {
  return JSON.parse(brotliDecompressSync(readFileSync(join(folder, name))).toString())
}

export function keepWorld(world: KeptWorld): string {
  const path = join(folder, world.migration.replace('.sql', '.world'))
  const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY } = constants
  // The fonts in every letter are the same: a window that holds them all.
  const params = { [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_QUALITY]: 11 }
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, brotliCompressSync(JSON.stringify(world), { params }))
  return path
}

/** How stored bytes were sealed and what they say. Throws where they can't be made again byte for byte. */
export async function keptBytes(id: string, key: Uint8Array, sealed: Uint8Array): Promise<KeptBytes> {
  const kept: KeptBytes = isSealedInPieces(sealed)
    ? {
        key: toHex(key),
        salt: toHex(saltOf(sealed)),
        plain: toHex(await unsealPieces(key, sealed, `file:${id}`)),
      }
    : { key: toHex(key), iv: toHex(sealed.subarray(0, 12)), plain: toHex(unseal(key, sealed, `file:${id}`)) }
  if (!equalBytes(sealedBytes(id, kept), sealed)) throw new Error(`file ${id} can't be sealed the same again`)
  return kept
}

/** The stored bytes, as they lay in the storage. In one piece: AES-256-GCM, the IV first, the tag last. */
export function sealedBytes(id: string, kept: KeptBytes): Uint8Array {
  const key = fromHex(kept.key)
  const plain = fromHex(kept.plain)
  if ('salt' in kept) return sealInPieces(key, plain, `file:${id}`, fromHex(kept.salt))
  const start = fromHex(kept.iv)
  const cipher = createCipheriv('aes-256-gcm', key, start).setAAD(Buffer.from(`file:${id}`))
  return new Uint8Array(Buffer.concat([start, cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
}

/** All rows of all tables of ours, as record literals. */
export async function dumpTables(ownerUrl: string): Promise<Record<string, string[]>> {
  return await onDatabase(ownerUrl, async (client) => {
    const tables: Record<string, string[]> = {}
    for (const name of await tablesOf(client)) {
      const { rows } = await client.query<{ row: string }>(
        `select t::text as row from "${name}" t order by 1`,
      )
      tables[name] = rows.map(({ row }) => row)
    }
    return tables
  })
}

/** Brings an empty database to the schema of a kept world, with the rights of its time, and puts its rows in. */
export async function loadTables(ownerUrl: string, world: KeptWorld): Promise<void> {
  const then = schemaOf(world)
  try {
    await migrate({ ownerUrl, now: new Date(world.now), folder: then })
  } finally {
    rmSync(then, { recursive: true, force: true })
  }
  await onDatabase(ownerUrl, async (client) => {
    for (const name of await inOrderOfReferences(client)) {
      if (name === 'migration') continue
      const put = `insert into "${name}" overriding system value select (r::"${name}").* from unnest($1::text[]) r`
      await client.query(put, [world.tables[name] ?? []])
    }
    const { rows } = await client.query<{ name: string; column: string }>(
      `select table_name as name, column_name as column from information_schema.columns
        where table_schema = 'public' and is_identity = 'YES'`,
    )
    for (const { name, column } of rows) {
      const last = `(select coalesce(max("${column}"), 0) + 1 from "${name}")`
      await client.query(`select setval(pg_get_serial_sequence('"${name}"', '${column}'), ${last}, false)`)
    }
  })
}

/** A folder with the migrations that the world has had, and the rights of its time. */
function schemaOf({ migration, roles }: KeptWorld): string {
  const then = mkdtempSync(join(tmpdir(), 'otinish-schema-'))
  const all = join(projectRoot(), 'db', 'migrations')
  for (const file of readdirSync(all).filter((name) => name <= migration)) {
    cpSync(join(all, file), join(then, 'migrations', file))
  }
  writeFileSync(join(then, 'roles.sql'), roles)
  return then
}

async function onDatabase<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC -c datestyle=ISO' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  )
  return rows.map(({ name }) => name)
}

/** Tables, each after those that it refers to. */
async function inOrderOfReferences(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ from: string; to: string }>(
    `select c.relname as from, r.relname as to from pg_constraint f
       join pg_class c on c.oid = f.conrelid join pg_class r on r.oid = f.confrelid
      where f.contype = 'f' and c.relnamespace = 'public'::regnamespace and c.oid <> r.oid`,
  )
  const left = new Set(await tablesOf(client))
  const order: string[] = []
  while (left.size > 0) {
    const ready = [...left].filter((name) => !rows.some(({ from, to }) => from === name && left.has(to)))
    if (ready.length === 0) throw new Error(`tables refer to each other: ${[...left].join(', ')}`)
    for (const name of ready) left.delete(name)
    order.push(...ready)
  }
  return order
}
