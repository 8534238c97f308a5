import {
  compactOrAbsent,
  type Dimensions,
  numeric,
  type Place,
  plainText,
  present,
  readTime,
  sentences,
  text,
  type Weight,
} from 'waybill/kit';
import { countryOf } from '../shared/countries.ts';
import {
  type Checkpoint,
  dimensionsOf,
  type ExpressPiece,
  type ExpressShipment,
  referenceOf,
  weightOf,
} from '../shared/express-shipment.ts';

import { serviceAreaOf } from '../shared/locality.ts';
import type { WireEvent, WireParty, WirePiece, WireServiceArea, WireShipment } from './wire.ts';

/** A shipment of the MyDHL API; `asked` stands in for a number that the answer leaves out. */
export function shipmentOf(wire: WireShipment, path: string, asked: string): ExpressShipment {
  const pieces = wire.pieces.flatMap((piece, index) => (piece ? pieceOf(piece, wire, `${path}.pieces.${index}`) : []));
  return {
    trackingNumber: text(wire.shipmentTrackingNumber) ?? asked,
    stated: text(wire.status),
    productCode: text(wire.productCode),
    shippedAt: readTime(wire.shipmentTimestamp),
    estimate: readTime(wire.estimatedDeliveryDate) ?? readTime(wire.estimatedTimeOfDelivery),
    origin: placeOf(wire.shipperDetails),
    destination: placeOf(wire.receiverDetails),
    weight: weightOf(wire.totalWeight, unitsOf(wire.unitOfMeasurements)?.weight),
    references: present(wire.shipperReferences).flatMap(({ value, typeCode }) =>
      referenceOf(text(value), text(typeCode)),
    ),
    pieceCount: numeric(wire.numberOfPieces) || undefined,
    checkpoints: checkpointsOf(wire.events, `${path}.events`),
    pieces,
  };
}

function pieceOf(wire: WirePiece, shipment: WireShipment, path: string): readonly ExpressPiece[] {
  const trackingNumber = text(wire.trackingNumber);
  if (trackingNumber === undefined) return [];
  const units = unitsOf(wire.unitOfMeasurements ?? shipment.unitOfMeasurements);
  const measures = text(wire.actualDimensions?.length) === undefined ? wire.dimensions : wire.actualDimensions;
  return [
    {
      trackingNumber,
      checkpoints: checkpointsOf(wire.events, `${path}.events`),
      weight: weightOf(wire.actualWeight ?? wire.weight, units?.weight),
      dimensions: dimensionsOf([measures?.length, measures?.width, measures?.height], units?.length),
    },
  ];
}

function checkpointsOf(events: WireShipment['events'], path: string): readonly Checkpoint[] {
  return events.flatMap((event, index) => (event ? [checkpointOf(event, `${path}.${index}`)] : []));
}

function checkpointOf(event: WireEvent, path: string): Checkpoint {
  return {
    date: text(event.date),
    time: text(event.time),
    offset: text(event.GMTOffset),
    code: text(event.typeCode),
    description: text(event.description),
    remark: sentences(...present(event.remarks).map(({ value }) => plainText(value))),
    nextStep: sentences(...present(event.remarks).map(({ details }) => plainText(details))),
    area: areaOf(event.serviceArea),
    signatory: text(event.signedBy),
    path,
  };
}

function areaOf(areas: readonly (WireServiceArea | null | undefined)[]): Place | undefined {
  const [area] = present(areas);
  return area && serviceAreaOf(text(area.code), text(area.description));
}

/** The address as far as it is told; for a town that is withheld the service area stands in. */
function placeOf(party: WireParty | null | undefined): Place | undefined {
  if (party === null || party === undefined) return undefined;
  const { cityName, postalCode, provinceCode, countryCode } = party.postalAddress ?? {};
  const code = text(countryCode);
  const country = code === undefined ? undefined : countryOf(code);
  const address = compactOrAbsent({ city: text(cityName), region: text(provinceCode), postalCode: text(postalCode) });
  if (address === undefined) return compactOrAbsent({ country, ...areaOf(party.serviceArea) });
  return compactOrAbsent({ ...address, country });
}

interface Units {
  readonly weight: Weight['unit'];
  readonly length: Dimensions['unit'];
}

function unitsOf(system: string | null | undefined): Units | undefined {
  switch (text(system)?.toLowerCase()) {
    case 'metric':
      return { weight: 'kg', length: 'cm' };
    case 'imperial':
      return { weight: 'lb', length: 'in' };
    default:
      return undefined;
  }
}
