import { dhl, fedex, usps } from '../../carriers/index.ts';
import { createTracker } from '../../src/index.ts';
import { receive } from '../../src/webhooks/index.ts';

/** Made in module scope, as the documentation shows it, and used by all requests. */
const login = { clientId: 'shop', clientSecret: 'hush' };
const tracker = createTracker({
  carriers: [
    fedex(login),
    usps({ ...login, webhookSecret: 'Kestrel-7f3a91d04c2e8b56-Harbour' }),
    dhl({ apiKey: 'key', webhookSecret: 'Kestrel-7f3a91d04c2e8b56-Harbour' }),
  ],
});
const store = new Map<string, string>();

/** The Worker: `/track/<number>` tracks, `/hooks/<carrier>` receives. */
const worker = {
  async fetch(request: Request): Promise<Response> {
    const [, way, name = ''] = new URL(request.url).pathname.split('/');
    if (way === 'hooks') return (await receive(tracker, name, request, { store })).response;
    const { status, trackingNumber } = await tracker.track(name);
    return Response.json({ status, trackingNumber });
  },
};

export { worker as default };
