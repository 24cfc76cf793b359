/** The two ciphers of the national key files, without the rest of node-forge. */
interface ForgeBuffer {
  getBytes(): string
}
interface ForgeCipher {
  start(iv: string): void
  update(input: ForgeBuffer): void
  finish(): boolean
  readonly output: ForgeBuffer
}
declare module 'node-forge/lib/util.js' {
  const util: { createBuffer(binary: string): ForgeBuffer }
  export = util
}
declare module 'node-forge/lib/des.js' {
  const des: {
    createDecryptionCipher(key: string): ForgeCipher
    createEncryptionCipher(key: string): ForgeCipher
  }
  export = des
}
declare module 'node-forge/lib/rc2.js' {
  const rc2: {
    createDecryptionCipher(key: string, bits: number): ForgeCipher
    createEncryptionCipher(key: string, bits: number): ForgeCipher
  }
  export = rc2
}
