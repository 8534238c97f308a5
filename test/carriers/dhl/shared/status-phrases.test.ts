import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { dhlFormats } from '../../../../carriers/dhl/index.ts';

/*
 * No sentence of DHL's is published in these languages: these are ours, one or more for each thing that a parcel goes
 * through, and what they have to come to with the category that DHL writes beside them.
 */
const sentences: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  French: {
    pre_transit: ["Les données de l'envoi ont été transmises électroniquement"],
    in_transit: [
      "L'envoi a été pris en charge par DHL",
      'Envoi enlevé',
      "L'envoi a été traité au centre de tri",
      "L'envoi est arrivé au centre de tri",
      "L'envoi a quitté le centre de tri",
      'Dédouanement terminé',
      'En cours de dédouanement',
      "L'envoi sera livré demain",
    ],
    out_for_delivery: [
      "L'envoi est en cours de livraison",
      'Votre colis est en cours de distribution',
      "L'envoi est avec le coursier pour livraison",
    ],
    delivery_attempted: [
      'Tentative de livraison infructueuse',
      'Le destinataire était absent',
      "L'envoi n'a pas pu être livré",
      "L'envoi n'a pas été livré",
    ],
    available_for_pickup: [
      "L'envoi est disponible en point relais",
      "L'envoi peut être retiré au point relais",
      'Votre colis vous attend au ServicePoint',
    ],
    delivered: ["L'envoi a été livré", 'Envoi livré - signé par', 'Le colis a été remis au destinataire'],
    exception: ['Envoi refusé par le destinataire', 'Adresse incorrecte', 'Envoi retardé', "L'envoi a été endommagé"],
    returning: ["Envoi retourné à l'expéditeur"],
  },
  Dutch: {
    pre_transit: ['De zendinggegevens zijn elektronisch ontvangen', 'De zending is aangemeld'],
    in_transit: [
      'De zending is opgehaald bij de afzender',
      'De zending is gesorteerd',
      'De zending is aangekomen in het sorteercentrum',
      'De zending heeft het sorteercentrum verlaten',
      'De zending is vrijgegeven door de douane',
      'De zending is onderweg',
      'De zending wordt morgen bezorgd',
    ],
    out_for_delivery: [
      'De bezorger is onderweg naar je toe',
      'De zending is onderweg voor bezorging',
      'De zending is geladen in het bezorgvoertuig',
    ],
    delivery_attempted: [
      'Niet thuis',
      'De ontvanger was niet aanwezig',
      'De zending kon niet worden bezorgd',
      'De zending is niet bezorgd',
    ],
    available_for_pickup: ['Je pakket ligt klaar bij het ServicePoint', 'De zending kan worden opgehaald'],
    delivered: ['De zending is bezorgd', 'De zending is bezorgd bij de buren', 'De zending is afgeleverd'],
    exception: ['De zending is geweigerd', 'Onjuist adres', 'De zending is vertraagd', 'De zending is beschadigd'],
    returning: ['De zending gaat retour naar de afzender', 'De zending wordt teruggestuurd'],
  },
  Spanish: {
    pre_transit: ['Los datos del envío se han recibido electrónicamente'],
    in_transit: [
      'El envío ha sido recogido',
      'El envío ha llegado al centro de clasificación',
      'El envío ha salido de las instalaciones',
      'Procesado en las instalaciones',
      'Despacho de aduanas finalizado',
      'En tránsito',
      'El envío será entregado mañana',
    ],
    out_for_delivery: ['El envío está en reparto', 'Salida a reparto', 'Con el mensajero para su entrega'],
    delivery_attempted: [
      'Destinatario ausente',
      'Intento de entrega fallido',
      'El envío no pudo ser entregado',
      'El envío no ha sido entregado',
    ],
    available_for_pickup: [
      'Disponible para su recogida en el punto de entrega',
      'El envío está listo para ser recogido',
    ],
    delivered: ['El envío ha sido entregado', 'Entregado - Firmado por', 'Entregado a un vecino'],
    exception: ['Rechazado por el destinatario', 'Dirección incorrecta', 'Envío retrasado', 'El envío está dañado'],
    returning: ['Devuelto al remitente', 'El envío se está devolviendo al remitente'],
  },
};

/** DHL's coarse word: what is over or announced has one of its own, all else is under way. */
const categories: Readonly<Record<string, string>> = { delivered: 'delivered', pre_transit: 'pre-transit' };

function read(description: string, statusCode: string) {
  const line = { timestamp: '2026-03-12T08:00:00', statusCode, description };
  const body = { shipments: [{ id: '7777777770', service: 'express', status: line, events: [line] }] };
  const [outcome] = readPayload(JSON.stringify(body), dhlFormats);
  if (!outcome?.ok) throw new Error('a tracking was expected');
  return outcome.value.events[0];
}

describe.each(Object.entries(sentences))('sentences in %s', (_, byStatus) => {
  const rows = Object.entries(byStatus).flatMap(([status, all]) => all.map((sentence) => [status, sentence] as const));

  it.each(rows)('%s: %s', (status, sentence) => {
    expect(read(sentence, categories[status] ?? 'transit')?.status).toBe(status);
  });

  it('that wait in a shop are none that were delivered, though DHL says so', () => {
    for (const [, sentence] of rows.filter(([status]) => status === 'available_for_pickup')) {
      expect(read(sentence, 'delivered')).toMatchObject({ status: 'available_for_pickup', statusBasis: 'text' });
    }
  });
});

describe('a language that nobody reads', () => {
  it('has DHL’s category, which says of itself that it is one', () => {
    expect(read('Sändningen är på väg', 'transit')).toMatchObject({ status: 'in_transit', statusBasis: 'category' });
    // Its cost: DHL also calls delivered what was handed in at a shop.
    expect(read('Kan hämtas hos ombudet', 'delivered')).toMatchObject({
      status: 'delivered',
      statusBasis: 'category',
    });
  });
});
