import { type Dimensions, dimensionsOf, numeric, type Place, present, readTime, weightOf } from 'waybill/kit';
import { type XmlText, xmlText } from 'waybill/kit-xml';
import {
  type Checkpoint,
  type ExpressPiece,
  type ExpressShipment,
  partyPlaceOf,
  referenceOf,
} from '../shared/express-shipment.ts';
import { serviceAreaOf } from '../shared/locality.ts';
import type { WireAwb, WireEvent, WireParty, WirePiece, WireServiceArea } from './wire.ts';

/** A shipment of XML Services; `asked` stands in for a number that the answer leaves out. */
export function shipmentOf(wire: WireAwb, path: string, asked: string): ExpressShipment {
  const info = wire.ShipmentInfo ?? { ShipperReference: [], ShipmentEvent: [] };
  const unit = xmlText(info.WeightUnit);
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
  outer: string | undefined,
): readonly ExpressPiece[] {
  const trackingNumber = xmlText(PieceDetails?.LicensePlate);
  if (!PieceDetails || trackingNumber === undefined) return [];
  const { ActualDepth, ActualWidth, ActualHeight, ActualWeight, Depth, Width, Height, Weight } = PieceDetails;
  const unit = xmlText(PieceDetails.WeightUnit) ?? outer;
  // Kilograms go with centimetres and pounds with inches.
  const measuresOf = (...sides: readonly (XmlText | null | undefined)[]): Dimensions | undefined => {
    const [depth, width, height] = sides.map(xmlText);
    return dimensionsOf(depth, width, height, unit === 'K' ? 'cm' : unit === 'L' ? 'in' : undefined);
  };
  return [
    {
      trackingNumber,
      checkpoints: checkpointsOf(PieceEvent, `${path}.PieceEvent`),
      weight: weightOf(xmlText(ActualWeight), unit) ?? weightOf(xmlText(Weight), unit),
      dimensions: measuresOf(ActualDepth, ActualWidth, ActualHeight) ?? measuresOf(Depth, Width, Height),
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

function placeOf(party: WireParty | null | undefined, area: WireServiceArea | null | undefined): Place | undefined {
  const address = {
    city: xmlText(party?.City),
    region: xmlText(party?.DivisionCode),
    postalCode: xmlText(party?.PostalCode),
    country: xmlText(party?.CountryCode),
  };
  return partyPlaceOf(address, areaOf(area));
}
