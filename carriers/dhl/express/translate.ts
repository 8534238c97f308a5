import {
  type Dimensions,
  dimensionsOf,
  numeric,
  type Place,
  plainText,
  present,
  readTime,
  sentences,
  text,
  weightOf,
} from 'waybill/kit';
import {
  type Checkpoint,
  type ExpressPiece,
  type ExpressShipment,
  partyPlaceOf,
  referenceOf,
} from '../shared/express-shipment.ts';
import { serviceAreaOf } from '../shared/locality.ts';
import type { WireEvent, WireParty, WirePiece, WireServiceAreas, WireShipment } from './wire.ts';

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
    weight: weightOf(wire.totalWeight, unitsOf(wire.unitOfMeasurements).weight),
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
  return [
    {
      trackingNumber,
      checkpoints: checkpointsOf(wire.events, `${path}.events`),
      weight: weightOf(wire.actualWeight, units.weight) ?? weightOf(wire.weight, units.weight),
      dimensions: measuresOf(wire.actualDimensions, units.length) ?? measuresOf(wire.dimensions, units.length),
    },
  ];
}

function measuresOf(sides: WirePiece['dimensions'], unit: string | undefined): Dimensions | undefined {
  return dimensionsOf(sides?.length, sides?.width, sides?.height, unit);
}

function checkpointsOf(events: WireShipment['events'], path: string): readonly Checkpoint[] {
  return events.flatMap((event, index) => (event ? [checkpointOf(event, `${path}.${index}`)] : []));
}

/** More than DHL has to say of any checkpoint. */
const mostRemarks = 100;

function checkpointOf(event: WireEvent, path: string): Checkpoint {
  const remarks = present(event.remarks).slice(0, mostRemarks);
  return {
    date: text(event.date),
    time: text(event.time),
    offset: text(event.GMTOffset),
    code: text(event.typeCode),
    description: text(event.description),
    remark: sentences(...remarks.map(({ value }) => plainText(value))),
    nextStep: sentences(...remarks.map(({ details }) => plainText(details))),
    area: areaOf(event.serviceArea),
    signatory: text(event.signedBy),
    path,
  };
}

function areaOf(areas: WireServiceAreas): Place | undefined {
  const [area] = present(areas);
  return area && serviceAreaOf(text(area.code), text(area.description));
}

function placeOf(party: WireParty | null | undefined): Place | undefined {
  if (party === null || party === undefined) return undefined;
  const { cityName, postalCode, provinceCode, countryCode } = party.postalAddress ?? {};
  return partyPlaceOf(
    { city: text(cityName), region: text(provinceCode), postalCode: text(postalCode), country: text(countryCode) },
    areaOf(party.serviceArea),
  );
}

/** Units of weight and length by the system that they belong to. */
function unitsOf(system: string | null | undefined): { readonly weight?: string; readonly length?: string } {
  switch (text(system)?.toLowerCase()) {
    case 'metric':
      return { weight: 'kg', length: 'cm' };
    case 'imperial':
      return { weight: 'lb', length: 'in' };
    default:
      return {};
  }
}
