import type { Category } from "./product.ts";

const list = (text: string): string[] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim());

/** Messages that staff send on their own accord. */
export const GREETINGS = list(`
  您好，我是您的专属顾问{staff}，有任何选购问题都可以找我哦
  欢迎加入知优生活会员群，回复1领取新人礼券
  您好呀，我是{staff}，方便的话告诉我宝宝的月龄，我给您推荐合适的产品
  感谢添加～店铺地址、活动时间、订单问题都可以直接问我`);

export const NEWS: Readonly<Record<Category, readonly string[]>> = {
  母婴: list(`
    宝宝的奶粉是不是快喝完了？会员专享第二罐半价，点击领取
    换季宝宝衣服该添了，新款纯棉家居服到店啦
    辅食添加时间表整理好了，需要的话我发给您
    纸尿裤囤货节，买三送一，只到周日
    六个月以上的宝宝可以试试高铁米粉，给您留了试吃装`),
  家居: list(`
    换季收纳清单来啦，附收纳箱满减券
    四件套上新，长绒棉手感很好，给您看看实拍
    家里的抽纸洗衣液该补货了吧，今天下单送湿巾
    不粘锅的正确开锅方法，点开看看`),
  食品: list(`
    新一季云南咖啡豆到货，香气很足，给您留了两包
    每日坚果家庭装今天会员价，早餐来一袋
    会员日坚果咖啡第二件半价，今晚截止
    五常新米到仓，煮出来很香，要不要来一袋`),
  数码: list(`
    降噪耳机新色到货，以旧换新再减50
    扫地机器人会员专场，今晚8点开抢
    儿童手表新增定位围栏，老用户升级有礼
    氮化镓充电器三口版补货啦`),
};

/** To those who have bought. */
export const CARE = list(`
  您上次购买的{product}用得还满意吗？
  好久没见您来逛啦，给您准备了一张老友券
  {product}用得差不多了吧？老客户补货有专属价
  快递应该早到了，有任何问题随时联系我
  您的积分快到期了，可以换一张满减券`);

/** To those who have not bought yet. */
export const INVITATIONS = list(`
  您看过的{product}有活动了，要不要看看
  新人礼券还没用哦，满99减15，本周有效
  您的购物车还有宝贝没结算，优惠今晚截止哦
  第一次下单可以先试小规格，需要我推荐吗`);

/** What a customer answers to any of these, when they answer at all. */
export const REPLIES = list(`
  好的
  收到，谢谢
  先不用了
  多少钱
  发来看看
  最近不需要，别发了
  有优惠吗
  给我留一份
  1
  宝宝八个月了
  可以
  在忙，晚点看
  嗯嗯
  太贵了，便宜点再说
  怎么买
  链接发我`);

/** Material that staff send: a title and what it is about. */
export const MATERIALS: Readonly<Record<Category, readonly string[]>> = {
  母婴: ["奶粉段位选购指南", "辅食添加时间表", "纸尿裤尺码对照表", "0-3岁早教游戏手册", "待产包清单"],
  家居: ["小户型收纳手册", "床品面料对比表", "厨房清洁指南"],
  食品: ["手冲咖啡入门", "节日礼盒目录", "健康轻食周菜单"],
  数码: ["耳机选购对比表", "扫地机器人使用手册", "儿童手表家长指南"],
};

/** Pages that links lead to. */
export const LINKS: Readonly<Record<Category, readonly string[]>> = {
  母婴: ["母婴囤货节会场", "奶粉新客礼", "早教好物榜"],
  家居: ["家居焕新会场", "收纳好物榜", "四件套上新"],
  食品: ["零食囤货会场", "咖啡周", "每日坚果会员价"],
  数码: ["数码以旧换新", "耳机新品首发", "智能家电会场"],
};

export const ACTIVITIES: readonly { readonly name: string; readonly type: string; readonly parents: boolean; readonly store: boolean }[] = [
  { name: "会员日抽奖", type: "抽奖", parents: false, store: false },
  { name: "新品试用官招募", type: "试用", parents: false, store: false },
  { name: "总裁直播间专场", type: "直播", parents: false, store: false },
  { name: "晒单有礼", type: "晒单", parents: false, store: false },
  { name: "宝宝爬行大赛", type: "亲子", parents: true, store: true },
  { name: "周末亲子烘焙课", type: "亲子", parents: true, store: true },
  { name: "孕妈课堂", type: "课程", parents: true, store: true },
  { name: "门店咖啡品鉴会", type: "品鉴", parents: false, store: true },
  { name: "旧衣回收计划", type: "公益", parents: false, store: true },
];

export const INTERESTS: Readonly<Record<Category, readonly string[]>> = {
  母婴: ["育儿", "早教", "辅食", "亲子游", "绘本"],
  家居: ["收纳", "烹饪", "家装", "香薰", "绿植"],
  食品: ["咖啡", "烘焙", "养生", "零食", "茶"],
  数码: ["数码", "摄影", "跑步", "游戏", "智能家居"],
};

/** Advisers in 企业微信, and service staff in 旺旺. */
export const ADVISERS = ["林晓", "周静", "许佳", "陈露", "何敏", "蔡雯", "宋婷", "罗娜"];
export const SERVICE = ["客服小知", "客服小优", "客服阿禾", "客服团团"];
