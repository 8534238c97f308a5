import type { Meaning } from 'waybill/kit';

/** Phrases of one meaning, parted by `|`; `…` stands for words between, `=` for a text that is no more. */
type Phrases = readonly [phrases: string, ...meaning: Meaning];

/*
 * What DHL's sentences in other languages than English mean, by their telling phrases in lower case; the first that fits
 * decides, so that negations and what is still to come stand before what has happened. German serves the unified API and
 * Parcel DE, Polish Parcel Poland. Of French, Dutch and Spanish no sentence of DHL's is published: only what cannot mean
 * anything else.
 */
const german: readonly Phrases[] = [
  [
    'elektronisch angekündigt|auftragsdaten zu dieser sendung|elektronisch an dhl übermittelt',
    'pre_transit',
    'label_created',
  ],
  ['storniert', 'cancelled'],
  ['nachbearbeitet|neu verpackt|umverpackt', 'info', 'repackaged'],
  ['ausweis bereit|alterssichtprüfung', 'info'],
  ['absender wurde nicht angetroffen|konnte nicht abgeholt werden', 'exception', 'pickup_failed'],
  ['dem absender zugestellt|an den absender zugestellt|an den absender ausgeliefert', 'returned'],
  ['nicht in der filiale abgeholt|nicht abgeholt', 'returning', 'not_collected'],
  [
    'rücksendung|rückversand|zurück an den absender|an den absender zurück|zurückgesandt|zurückgesendet',
    'returning',
    'return_to_sender',
  ],
  ['altersprüfung … nicht|identitätsprüfung … nicht', 'delivery_attempted', 'identification_failed'],
  ['adressfehlers … nicht zugestellt', 'delivery_attempted', 'address_issue'],
  ['fehlerhafter empfängerangaben|empfänger ist unbekannt|adressprüfung|adressfehler', 'exception', 'address_issue'],
  ['beschädigung|beschädigt', 'exception', 'damaged'],
  ['verweigert', 'exception', 'refused'],
  ['nicht angetroffen', 'delivery_attempted', 'recipient_unavailable'],
  ['betrieblichen gründen', 'exception', 'operational_delay'],
  ['zurückgestellt|unvorhersehbaren gründen|zustellung heute leider nicht', 'exception', 'delayed'],
  ['noch nicht zugestellt', 'in_transit'],
  ['nicht zugestellt', 'delivery_attempted'],
  ['2. zustellversuch|zweiter zustellversuch|zweiten zustellversuch', 'in_transit', 'delivery_scheduled'],
  ['fehlgeleitet', 'exception', 'missorted'],
  ['lagert bis zur', 'exception', 'held'],
  ['verzollung … abgeschlossen|vom zoll freigegeben|zollabfertigung … abgeschlossen', 'in_transit', 'customs_cleared'],
  ['verzollung|zollabfertigung|dem zoll', 'in_transit', 'customs_processing'],
  ['für die verladung ins zustellfahrzeug', 'in_transit', 'preparing_for_delivery'],
  ['zustellfahrzeug geladen', 'out_for_delivery', 'loaded_on_vehicle'],
  [
    'auf dem weg zur packstation|=in zustellung|auslieferung durch kurier|befindet sich in zustellung',
    'out_for_delivery',
  ],
  ['nicht in die packstation|in eine packstation weitergeleitet|zur abholung in die', 'in_transit', 'to_pickup_point'],
  ['packstation abgeholt|filiale abgeholt|paketshop abgeholt|vom empfänger abgeholt', 'delivered', 'collected'],
  ['packstation … bereit', 'available_for_pickup', 'at_locker'],
  ['filiale … bereit', 'available_for_pickup', 'at_post_office'],
  ['paketshop … bereit', 'available_for_pickup', 'at_pickup_point'],
  ['zur abholung bereit|abholbereit', 'available_for_pickup'],
  ['nachbarn zugestellt|nachbarn übergeben|zugestellt … nachbar', 'delivered', 'delivered_to_neighbour'],
  [
    'zugestellt … ablageort|ablageort zugestellt|wunschort zugestellt|am vereinbarten ort',
    'delivered',
    'delivered_to_safe_place',
  ],
  ['briefkasten zugestellt|in den briefkasten', 'delivered', 'delivered_to_mailbox'],
  [
    'wurde zugestellt|erfolgreich zugestellt|firmenzustellung … zugestellt|zustellung erfolgreich|wurde ausgeliefert|=zugestellt',
    'delivered',
  ],
  ['eingeliefert', 'in_transit', 'dropped_off'],
  ['sendung wurde abgeholt|beim absender abgeholt', 'in_transit', 'picked_up'],
  ['start-paketzentrum eingetroffen', 'in_transit', 'received_at_origin_facility'],
  ['ziel-paketzentrum bearbeitet', 'in_transit', 'arrived_at_destination_facility'],
  ['region des empfängers angekommen|paketzentrum eingetroffen', 'in_transit', 'arrived_at_facility'],
  ['paketzentrum bearbeitet|weitertransport|sendung sortiert', 'in_transit', 'processed_at_facility'],
  ['zustellbasis|zustellstation|zustell-depot', 'in_transit', 'arrived_at_destination_facility'],
  ['zielland angekommen|zielland eingetroffen', 'in_transit', 'arrived_in_destination_country'],
  ['station verlassen|paketzentrum verlassen', 'in_transit', 'departed_facility'],
  ['zielland', 'in_transit'],
  ['verzögert|verzögerung', 'exception', 'delayed'],
];

const polish: readonly Phrases[] = [
  ['otrzymał dane elektroniczne', 'pre_transit', 'label_created'],
  ['zostało anulowane', 'cancelled'],
  ['decyzja odbiorcy … zwrócona', 'returning', 'return_requested'],
  ['decyzja odbiorcy', 'info', 'delivery_change_requested'],
  ['klient został powiadomiony', 'info', 'recipient_notified'],
  ['minął termin odbioru|czas oczekiwania', 'returning', 'not_collected'],
  ['zwrot przesyłki … odmówił', 'returning', 'refused'],
  ['zwrot przesyłki … dowód osobisty|zwrot przesyłki … dodatkowych dok', 'returning', 'identification_failed'],
  ['zwrócona nadawcy', 'returned'],
  ['zwrot przesyłki|zwrócona do nadawcy', 'returning', 'return_to_sender'],
  ['odmowa przyjęcia|odmówił', 'exception', 'refused'],
  ['błędnie zaadresowana|niepełny adres', 'exception', 'address_issue'],
  ['przesyłka niekompletna', 'exception', 'contents_missing'],
  ['nie uiścił|do czasu uregulowania', 'exception', 'payment_due'],
  ['trudności w procesowaniu', 'exception', 'information_required'],
  [
    'nie było w domu|nie zastał|nie zastan|pod nieobecność|odbiorca nieobecny|nieobecność odbiorcy',
    'delivery_attempted',
    'recipient_unavailable',
  ],
  ['brak dostępu', 'delivery_attempted', 'no_access'],
  ['próba doręczenia zakończona niepowodzeniem|brak wymaganego', 'delivery_attempted'],
  ['parcelshop zostało wstrzymane', 'exception'],
  ['oczekuje na odbiór przez kuriera', 'in_transit', 'dropped_off'],
  ['oczekuje na odbiór … packstation', 'available_for_pickup', 'at_locker'],
  ['oczekuje na odbiór … service point|oczekuje na odbiór w dhl parcelshop', 'available_for_pickup', 'at_pickup_point'],
  ['oczekuje na odbiór … terminalu', 'available_for_pickup', 'at_carrier_location'],
  ['oczekuje na odbiór', 'available_for_pickup'],
  ['doręczona do urzędu', 'available_for_pickup', 'at_post_office'],
  ['kolejny cykl|oczekuje na', 'in_transit', 'preparing_for_delivery'],
  ['doręczona … sąsiada', 'delivered', 'delivered_to_neighbour'],
  ['doręczona do innej osoby|doręczona do członka', 'delivered', 'delivered_to_agent'],
  ['odebrana osobiście|odebrana w punkcie', 'delivered', 'collected'],
  ['doręczona do', 'delivered'],
  ['odebrana przez kuriera', 'in_transit', 'picked_up'],
  ['odebrana od nadawcy', 'in_transit', 'accepted'],
  ['przekazana kurierowi do doręczenia', 'out_for_delivery'],
  ['opuściła polskę', 'in_transit', 'departed_facility'],
  ['dotarła do polski', 'in_transit', 'arrived_at_facility'],
  ['dotarła do oddziału', 'in_transit', 'arrived_at_destination_facility'],
  ['dotarła do terminala', 'in_transit', 'preparing_for_delivery'],
  ['centrum sortowania', 'in_transit', 'processed_at_facility'],
];

const french: readonly Phrases[] = [
  ['transmises électroniquement|étiquette … créée|envoi annoncé', 'pre_transit', 'label_created'],
  ['retourné à son expéditeur', 'returned'],
  ["retour à l'expéditeur|retourné à l'expéditeur|renvoyé à l'expéditeur", 'returning', 'return_to_sender'],
  ['destinataire absent|destinataire était absent', 'delivery_attempted', 'recipient_unavailable'],
  [
    "n'a pas pu être livré|n'a pas pu être remis|n'a pas été livré|tentative de livraison|livraison impossible",
    'delivery_attempted',
  ],
  ['refusé par', 'exception', 'refused'],
  ['adresse incorrecte|adresse incomplète|adresse erronée', 'exception', 'address_issue'],
  ['endommagé', 'exception', 'damaged'],
  ['retardé|a pris du retard', 'exception', 'delayed'],
  ['sera livré', 'in_transit'],
  ['en cours de livraison|en cours de distribution|avec le livreur|avec le coursier', 'out_for_delivery'],
  [
    'prêt à être retiré|disponible en point relais|disponible au point relais|peut être retiré|vous attend',
    'available_for_pickup',
  ],
  ['livré … voisin|remis … voisin', 'delivered', 'delivered_to_neighbour'],
  ['a été livré|livré au destinataire|remis au destinataire|envoi livré|colis livré|=livré', 'delivered'],
  ['dédouanement … terminé|dédouanement effectué', 'in_transit', 'customs_cleared'],
  ['dédouanement|en douane', 'in_transit', 'customs_processing'],
  ['en transit|en cours de transport', 'in_transit'],
];

const dutch: readonly Phrases[] = [
  ['elektronisch ontvangen|elektronisch aangemeld|is aangemeld', 'pre_transit', 'label_created'],
  ['bij de afzender bezorgd|bij afzender bezorgd', 'returned'],
  ['retour naar|retour afzender|teruggestuurd', 'returning', 'return_to_sender'],
  ['niet thuis|niemand aanwezig|niet aanwezig', 'delivery_attempted', 'recipient_unavailable'],
  ['niet bezorgd|niet worden bezorgd|niet afgeleverd', 'delivery_attempted'],
  ['geweigerd', 'exception', 'refused'],
  ['onjuist adres|onvolledig adres|adres onjuist|adres onvolledig', 'exception', 'address_issue'],
  ['beschadigd', 'exception', 'damaged'],
  ['vertraagd|vertraging', 'exception', 'delayed'],
  ['geladen in het bezorgvoertuig', 'out_for_delivery', 'loaded_on_vehicle'],
  ['onderweg voor bezorging|bezorger is onderweg|met de koerier onderweg', 'out_for_delivery'],
  ['klaar om opgehaald|ligt klaar|kan worden opgehaald', 'available_for_pickup'],
  ['bezorgd bij de buren|bij de buren bezorgd|afgeleverd bij de buren', 'delivered', 'delivered_to_neighbour'],
  ['is bezorgd|is afgeleverd|=bezorgd|=afgeleverd', 'delivered'],
  ['vrijgegeven door de douane|douane … vrijgegeven', 'in_transit', 'customs_cleared'],
  ['douane', 'in_transit', 'customs_processing'],
];

const spanish: readonly Phrases[] = [
  ['recibido electrónicamente|datos del envío … recibid', 'pre_transit', 'label_created'],
  ['entregado al remitente', 'returned'],
  ['devuelto al remitente|devolución al remitente|devolviendo al remitente', 'returning', 'return_to_sender'],
  ['destinatario ausente|destinatario no estaba', 'delivery_attempted', 'recipient_unavailable'],
  [
    'no ha podido ser entregado|no se ha podido entregar|no se pudo entregar|no pudo ser entregado|no ha sido entregado|intento de entrega',
    'delivery_attempted',
  ],
  ['rechazado por', 'exception', 'refused'],
  ['dirección incorrecta|dirección incompleta|dirección errónea', 'exception', 'address_issue'],
  ['dañado', 'exception', 'damaged'],
  ['retrasado|retraso', 'exception', 'delayed'],
  ['será entregado', 'in_transit'],
  ['en reparto|salida a reparto|con el mensajero|con el repartidor', 'out_for_delivery'],
  [
    'listo para recoger|listo para ser recogido|disponible para recoger|disponible para su recogida',
    'available_for_pickup',
  ],
  ['entregado … vecino', 'delivered', 'delivered_to_neighbour'],
  ['ha sido entregado|envío entregado|paquete entregado|entregado - firmado|=entregado', 'delivered'],
  ['despacho de aduana … finalizado|despacho de aduana … completado', 'in_transit', 'customs_cleared'],
  ['en aduana|despacho de aduana', 'in_transit', 'customs_processing'],
  ['en tránsito', 'in_transit'],
];

/** The only one that was ever recorded: DHL answers in English where it is asked to. */
const chinese: readonly Phrases[] = [['=已派送', 'delivered']];

interface Phrase {
  readonly parts: readonly string[];
  readonly isWhole: boolean;
  readonly meaning: Meaning;
}

let all: readonly Phrase[] | undefined;

/** What a sentence in another language than English says, in lower case and white space folded. */
export function meaningOfPhrase(sentence: string): Meaning | undefined {
  all ??= [...german, ...polish, ...french, ...dutch, ...spanish, ...chinese].flatMap(([phrases, ...meaning]) =>
    phrases.split('|').map((phrase) => {
      const isWhole = phrase.startsWith('=');
      return { parts: (isWhole ? phrase.slice(1) : phrase).split(' … '), isWhole, meaning };
    }),
  );
  return all.find((phrase) => fits(phrase, sentence))?.meaning;
}

function fits({ parts, isWhole }: Phrase, sentence: string): boolean {
  if (isWhole) return sentence.replace(/[.!]$/, '') === parts[0];
  let from = 0;
  for (const part of parts) {
    const at = sentence.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}
