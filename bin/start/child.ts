// Loaded into web and worker before their own code: they must not outlive the start that made them.
const GRACE_MS = 10_000

process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  // One that can't end by itself is ended. Waiting for that must not keep one that can.
  setTimeout(() => process.exit(1), GRACE_MS).unref()
})
// A hearer keeps the channel, and the channel would keep a process that has nothing more to do.
process.channel?.unref()
