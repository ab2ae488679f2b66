import type { TagTemplate } from "../template.ts";
import { birthdaySoon } from "./profile/birthdaySoon.ts";
import { localCustomer } from "./profile/localCustomer.ts";
import { newCustomer } from "./purchases/newCustomer.ts";
import { boughtProduct } from "./purchases/boughtProduct.ts";
import { abandonedCart } from "./purchases/abandonedCart.ts";
import { daysSinceOrder } from "./purchases/daysSinceOrder.ts";
import { categoryProspect } from "./interests/categoryProspect.ts";
import { keenInterest } from "./interests/keenInterest.ts";
import { highValue } from "./value/highValue.ts";
import { bigOrder } from "./value/bigOrder.ts";
import { topSpenders } from "./value/topSpenders.ts";
import { silentHighValue } from "./value/silentHighValue.ts";
import { averageOrderValue } from "./value/averageOrderValue.ts";
import { demanding } from "./satisfaction/demanding.ts";
import { happyReviewer } from "./satisfaction/happyReviewer.ts";
import { recentInquiry } from "./interactions/recentInquiry.ts";
import { materialSent } from "./interactions/materialSent.ts";
import { needsActivation } from "./interactions/needsActivation.ts";
import { sleepingMember } from "./loyalty/sleepingMember.ts";
import { lifeCycle } from "./loyalty/lifeCycle.ts";
import { referrer } from "./loyalty/referrer.ts";
import { restockDue } from "./predictions/restockDue.ts";
import { buyingLess } from "./predictions/buyingLess.ts";
import { earlyEducation } from "./groups/earlyEducation.ts";
import { preferredChannel } from "./groups/preferredChannel.ts";
import { priceSensitive } from "./conversation/priceSensitive.ts";

/** Every template, by the kind of information it stands on. */
export const TEMPLATES: readonly TagTemplate[] = [
  birthdaySoon,
  localCustomer,
  newCustomer,
  boughtProduct,
  abandonedCart,
  daysSinceOrder,
  categoryProspect,
  keenInterest,
  highValue,
  bigOrder,
  topSpenders,
  silentHighValue,
  averageOrderValue,
  demanding,
  happyReviewer,
  recentInquiry,
  materialSent,
  needsActivation,
  sleepingMember,
  lifeCycle,
  referrer,
  restockDue,
  buyingLess,
  earlyEducation,
  preferredChannel,
  priceSensitive,
];
