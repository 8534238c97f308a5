/**
 * Our status and detail in the words of other tracking systems, and theirs in ours, for those who move from one to the
 * other. Every function is total: what has no word becomes the nearest coarser one, what we do not know is `unknown`.
 *
 * @module
 */
export {
  type AfterShipSubtag,
  type AfterShipTag,
  type AfterShipWords,
  fromAfterShip,
  toAfterShip,
} from './crosswalk/aftership.ts';
export {
  type EasyPostStatus,
  type EasyPostStatusDetail,
  type EasyPostWords,
  fromEasyPost,
  toEasyPost,
} from './crosswalk/easypost.ts';
export { fromKarrio, type KarrioReason, type KarrioStatus } from './crosswalk/karrio.ts';
export {
  fromActiveShipping,
  fromDeliveryTracker,
  fromHautelook,
  fromParcelTrap,
  fromShipit,
  fromShipmentTracker,
  fromShipup,
  fromTrackingMore,
  fromTsShipmentTracking,
} from './crosswalk/others.ts';
export {
  from17Track,
  type SeventeenTrackStatus,
  type SeventeenTrackSubStatus,
  type SeventeenTrackWords,
  to17Track,
} from './crosswalk/seventeen-track.ts';
export { fromShip24, type Ship24Code, type Ship24Milestone } from './crosswalk/ship24.ts';
export {
  fromShipEngine,
  type ShipEngineStatusCode,
  type ShipEngineStatusDetailCode,
  type ShipEngineWords,
  toShipEngine,
} from './crosswalk/shipengine.ts';
export { fromShippo, type ShippoStatus, type ShippoSubstatus, type ShippoWords, toShippo } from './crosswalk/shippo.ts';
export { fromShopify, type ShopifyEventStatus, toShopify } from './crosswalk/shopify.ts';
export { fromWooCommerce, toWooCommerce, type WooCommerceStatus } from './crosswalk/woocommerce.ts';
export type { StatusAndDetail, Word } from './crosswalk/words.ts';
