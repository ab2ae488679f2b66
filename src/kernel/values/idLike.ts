/** Last words of a name that make its digits an id and not an amount. */
const LATIN =
  /(?:^|[^a-z])(?:id|ids|no|num|nr|number|code|codes|sku|spu|upc|ean|isbn|barcode|phone|mobile|tel|telephone|fax|zip|zipcode|postcode|postal_code|account|card|invoice|serial|key|ref|reference|version|year_month)$/;
const CHINESE = /(?:编号|编码|单号|订单号|账号|帐号|卡号|手机号?|电话|号码|邮编|条码|代码|款号|货号|会员号|工号|学号|序号|身份证号?)$/;

/** Whether a property with this name is a text even when all its values are digits: `order_id`, `StockCode`, `手机号`. */
export function isIdLike(code: string): boolean {
  const words = code.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1_$2").toLowerCase();
  const last = words.slice(words.lastIndexOf(".") + 1);
  return LATIN.test(last) || CHINESE.test(last);
}
