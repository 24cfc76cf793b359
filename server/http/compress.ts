import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

/** Lists and cases, and images of a letter's pages. Not events, which go as they come; nor files, sent in ranges. */
const compressed = /^(application\/(problem\+)?json|image\/svg\+xml)\b/

/** Of an answer that is made each time: a higher quality costs more time than a slow line wins by it. */
const quality = 4

/**
 * Answers of our own pages go out in fewer bytes (RFC 9110, 8.4). Not those that another site's page can ask for: how
 * long a compressed answer is tells who listens to the line what in it repeats what they had it ask (BREACH, 2013). A
 * browser that doesn't say who asks gets its answer as it is (Fetch Metadata, 2.3). Bodies that come in compressed are
 * refused as before.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', async ({ headers }) => {
    if (headers['sec-fetch-site'] !== 'same-origin') headers['x-no-compression'] = '1'
  })
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    customTypes: compressed,
    globalDecompression: false,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: quality } },
  })
}
