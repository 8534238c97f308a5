import { compactOrAbsent, numeric, type Place, present, readTime, type Weight } from 'waybill/kit';
import { type XmlText, xmlText } from 'waybill/kit-xml';
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
import type { WireAwb, WireEvent, WireParty, WirePiece, WireServiceArea } from './wire.ts';

/** A shipment of XML Services; `asked` stands in for a number that the answer leaves out. */
export function shipmentOf(wire: WireAwb, path: string, asked: string): ExpressShipment {
  const info = wire.ShipmentInfo ?? { ShipperReference: [], ShipmentEvent: [] };
  const unit = weightUnitOf(info.WeightUnit);
  return {
    trackingNumber: xmlText(wire.AWBNumber) ?? asked,
    productCode: xmlText(info.GlobalProductCode),
    shippedAt: readTime(xmlText(info.ShipmentDate)),
    // `2026-11-24 23:59:00 GMT-05:00`
    estimate: readTime(
      xmlText(info.EstDlvyDate)
        ?.replace('GMT', '')
        .replaceAll(/\s+/g, ' ')
        .replace(/ (?=[+-])/, ''),
    ),
    origin: placeOf(info.Shipper, info.OriginServiceArea),
    destination: placeOf(info.Consignee, info.DestinationServiceArea),
    weight: weightOf(xmlText(info.Weight), unit),
    references: present(info.ShipperReference).flatMap(({ ReferenceID, ReferenceType }) =>
      referenceOf(xmlText(ReferenceID), xmlText(ReferenceType)),
    ),
    pieceCount: numeric(xmlText(info.Pieces)) || undefined,
    checkpoints: checkpointsOf(info.ShipmentEvent, `${path}.ShipmentInfo.ShipmentEvent`),
    pieces: (wire.Pieces?.PieceInfo ?? []).flatMap((piece, index) =>
      piece ? pieceOf(piece, `${path}.Pieces.PieceInfo.${index}`, unit) : [],
    ),
  };
}

function pieceOf(
  { PieceDetails, PieceEvent }: WirePiece,
  path: string,
  outer: Weight['unit'] | undefined,
): readonly ExpressPiece[] {
  const trackingNumber = xmlText(PieceDetails?.LicensePlate);
  if (trackingNumber === undefined) return [];
  const either = (actual: XmlText | null | undefined, declared: XmlText | null | undefined): string | undefined =>
    xmlText(actual) ?? xmlText(declared);
  const unit = weightUnitOf(PieceDetails?.WeightUnit) ?? outer;
  return [
    {
      trackingNumber,
      checkpoints: checkpointsOf(PieceEvent, `${path}.PieceEvent`),
      weight: weightOf(either(PieceDetails?.ActualWeight, PieceDetails?.Weight), unit),
      dimensions: dimensionsOf(
        [
          either(PieceDetails?.ActualDepth, PieceDetails?.Depth),
          either(PieceDetails?.ActualWidth, PieceDetails?.Width),
          either(PieceDetails?.ActualHeight, PieceDetails?.Height),
        ],
        // Kilograms go with centimetres and pounds with inches.
        unit === 'kg' ? 'cm' : unit === 'lb' ? 'in' : undefined,
      ),
    },
  ];
}

function checkpointsOf(events: readonly (WireEvent | null | undefined)[], path: string): readonly Checkpoint[] {
  return events.flatMap((event, index) => (event ? [checkpointOf(event, `${path}.${index}`)] : []));
}

function checkpointOf(event: WireEvent, path: string): Checkpoint {
  return {
    date: xmlText(event.Date),
    time: xmlText(event.Time),
    code: xmlText(event.ServiceEvent?.EventCode),
    description: wordsOf(event.ServiceEvent?.Description),
    remark: wordsOf(event.EventRemarks?.FurtherDetails),
    nextStep: wordsOf(event.EventRemarks?.NextSteps),
    area: areaOf(event.ServiceArea),
    signatory: wordsOf(event.Signatory),
    path,
  };
}

/** Words broken into lines as it suited the writer of the document. */
function wordsOf(element: XmlText | null | undefined): string | undefined {
  return xmlText(element)?.replaceAll(/\s+/g, ' ');
}

function areaOf(area: WireServiceArea | null | undefined): Place | undefined {
  return area ? serviceAreaOf(xmlText(area.ServiceAreaCode), xmlText(area.Description)) : undefined;
}

/** The address as far as it is told; for a town that is withheld the service area stands in. */
function placeOf(party: WireParty | null | undefined, area: WireServiceArea | null | undefined): Place | undefined {
  const code = xmlText(party?.CountryCode);
  const country = code === undefined ? undefined : countryOf(code);
  const address = compactOrAbsent({
    city: xmlText(party?.City),
    region: xmlText(party?.DivisionCode),
    postalCode: xmlText(party?.PostalCode),
  });
  if (address === undefined) return compactOrAbsent({ country, ...areaOf(area) });
  return compactOrAbsent({ ...address, country });
}

function weightUnitOf(unit: XmlText | null | undefined): Weight['unit'] | undefined {
  switch (xmlText(unit)) {
    case 'K':
      return 'kg';
    case 'L':
      return 'lb';
    case 'G':
      return 'g';
    default:
      return undefined;
  }
}
