import type { Category } from "./product.ts";

/**
 * What customers and staff talk about. `{product}`, `{line}`, `{month}` (the child's age), `{money}`, `{days}` and `{size}` are filled in
 * from what the customer looks at.
 */
export interface Topic {
  readonly name: string;
  /** Before an order, after one, or at any time. */
  readonly when: "before" | "after" | "any";
  /** Only about goods of these categories, or of these lines. */
  readonly categories?: readonly Category[];
  readonly lines?: readonly string[];
  readonly weight: number;
  readonly ask: readonly string[];
  readonly answer: readonly string[];
  /** What the customer says to the answer. */
  readonly follow: readonly string[];
}

const list = (text: string): string[] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim());

export const TOPICS_BEFORE: readonly Topic[] = [
  {
    name: "价格",
    when: "before",
    weight: 8,
    ask: list(`
      {product} 现在什么价格？
      这个能便宜点吗？
      比上次贵了，价格怎么涨了
      别家{money}就能买到，你们能不能便宜一些
      请问{product}最近会降价吗
      买两件价格能再少点不
      老客户了，给个优惠价呗
      有点贵啊，还有便宜一点的同类吗
      直播间的价格和店里一样吗
      价格合适我就多囤几件`),
    answer: list(`
      亲，{product}目前活动价{money}元，领券下单更划算哦
      您好，现在两件9折，券可以叠加使用的
      亲爱的，价格是总部统一的，我给您申请一张满减券可以吗？
      本周会员价已经是近三个月最低啦，喜欢可以放心入`),
    follow: list(`
      好的我再看看
      那给我发张券吧
      行，我下单了
      还是有点贵，等活动再说
      便宜不了就算了
      谢谢，已拍`),
  },
  {
    name: "优惠",
    when: "before",
    weight: 6,
    ask: list(`
      有没有优惠券可以领？
      满减怎么凑单最划算
      双十一会不会更优惠
      会员有什么优惠吗
      新人优惠还能用吗
      这个券为什么用不了，优惠门槛是多少
      今天下单送东西吗
      有没有赠品，优惠力度怎么样
      618的优惠现在还有吗
      积分能抵多少钱`),
    answer: list(`
      亲，首页可以领满199减20、满399减50的券哦
      已经帮您发了一张专属券，24小时内有效～
      金卡会员每月8号会员日享9折，别错过哦
      现在下单加送便携装一份，送完为止`),
    follow: list(`
      收到，谢谢
      好的，领到了
      那我凑个单
      券在哪里看？
      可以，马上付款`),
  },
  {
    name: "尺码",
    when: "before",
    weight: 4,
    lines: ["纸尿裤", "童装", "床品"],
    ask: list(`
      宝宝{month}个月，20斤穿什么码？
      {product}偏大还是偏小？
      身高80厘米穿哪个尺码合适
      L码会不会勒腿，要不要换XL
      1米5的床用哪个尺码
      尺码表在哪里看，有点纠结
      上次买的M码有点小，这次换大一码可以吗`),
    answer: list(`
      宝宝20斤左右建议穿L码，大腿比较肉的话可以选XL哦
      亲，按体重选更准，详情页第三张图有尺码表
      建议比身高大一码，能多穿一季～`),
    follow: list(`
      好的，那就L码
      明白了，谢谢
      那我两个尺码各拍一包试试`),
  },
  {
    name: "奶粉段位",
    when: "before",
    weight: 5,
    lines: ["奶粉"],
    ask: list(`
      宝宝{month}个月该喝几段奶粉？
      马上满一岁了，2段换3段怎么转？
      1段和2段有什么区别，能提前换吗
      宝宝喝了有点上火，是不是段位不对
      转奶期间拉肚子正常吗
      3段奶粉每天喝多少毫升合适
      这款奶粉是国产奶源吗，有没有溯源码
      换牌子要几天转奶`),
    answer: list(`
      {month}个月的宝宝建议按罐上月龄选段，转奶用7天新旧混合法，慢慢来哦
      满12个月可以转3段，先1/4新奶，每两天加一点
      转奶期大便会有变化，一般一周内适应，持续腹泻建议先停并咨询医生
      每罐都有追溯码，扫码能看到牧场和检测报告`),
    follow: list(`
      好的，我先买一罐试试
      谢谢，讲得很清楚
      那先拍两罐
      宝宝肠胃弱，我再问问医生`),
  },
  {
    name: "使用方法",
    when: "before",
    weight: 4,
    ask: list(`
      {product}怎么用，有说明书吗
      这个适合敏感皮肤吗
      {product}保质期到什么时候
      一天用几次比较好
      可以放洗碗机吗
      小户型用得上吗，尺寸多大
      老人会用吗，操作复杂不`),
    answer: list(`
      亲，包装内有中文说明书，也可以扫码看视频教程
      最新生产日期的，保质期还有一年以上，请放心
      敏感肌也可以用，建议先在手腕内侧试一下`),
    follow: list(`
      好的，了解了
      嗯嗯谢谢
      把视频发我看看`),
  },
  {
    name: "有货",
    when: "before",
    weight: 3,
    ask: list(`
      {product}还有货吗？
      什么时候补货啊，等好久了
      门店有现货可以自提吗
      预售的什么时候发
      这个颜色断货了吗`),
    answer: list(`
      亲，仓库还有少量现货，喜欢尽快下单哦
      预计{days}天内到货，到了第一时间通知您
      附近门店有现货，下单选自提就可以`),
    follow: list(`
      好，到货叫我
      那我去店里拿
      先不等了`),
  },
  {
    name: "对比选购",
    when: "before",
    weight: 3,
    categories: ["数码", "家居", "母婴"],
    ask: list(`
      {product}和上一代有什么区别？
      这两款哪个更好，预算{money}以内
      和另一个牌子比哪个性价比高
      送人的话推荐哪款
      家里有宝宝，选哪个更安全
      续航多久，支持快充吗`),
    answer: list(`
      主要升级了材质和静音，预算够的话推荐新款
      如果是自用，这一款性价比最高，复购率也很高哦
      送人建议选礼盒装，我发您图片看看`),
    follow: list(`
      好的，就要这款
      我再比较一下
      嗯，家里商量下`),
  },
  {
    name: "宝宝喂养",
    when: "any",
    weight: 3,
    categories: ["母婴"],
    ask: list(`
      宝宝{month}个月可以吃这个辅食吗
      宝宝红屁股用什么护臀膏好
      {month}个月宝宝不爱喝奶怎么办
      爬行垫有味道吗，宝宝喜欢啃
      早教机适合多大的宝宝
      宝宝对鸡蛋过敏，这个能吃吗`),
    answer: list(`
      {month}个月可以少量尝试，从一勺开始，观察三天没有过敏再加量
      勤换尿裤、清水洗净晾干再涂，一般两三天就好
      都是食品级材质，有检测报告，宝宝啃也放心`),
    follow: list(`
      谢谢小姐姐
      好的，试试看
      专业！`),
  },
  {
    name: "门店与活动",
    when: "any",
    weight: 3,
    ask: list(`
      你们门店几点关门？
      周末有亲子活动吗，怎么报名
      会员日是几号
      门店和网上积分通用吗
      直播几点开始
      推荐朋友有奖励吗`),
    answer: list(`
      门店营业时间10:00-21:30，周末全天有导购在
      这周六下午有活动，回复「报名」帮您留位
      积分线上线下通用，每月8号会员日双倍积分`),
    follow: list(`
      报名
      好的，周末过去
      知道了，谢谢`),
  },
];
