#include "compiler/lint/marks.h"

#include "compiler/lint/say.h"

namespace pol::lint {
namespace {

using Words = std::vector<std::string_view>;

// What stands behind "公平竞争：" in a remark; "" where none does.
std::string_view Marked(const program::Remarks& remarks) {
  for (const std::string& note : remarks.notes) {
    for (const std::string_view head : {"公平竞争：", "公平竞争:", "fair competition: "}) {
      if (note.starts_with(head)) return std::string_view(note).substr(head.size());
    }
  }
  return "";
}

Fair FairOf(std::string_view text) {
  static const Words kPlaces = {"注册地", "注册在", "本地", "在本市", "在市区", "在本区", "在本县", "本市企业",
                                "本区企业", "市区企业", "域内企业", "区内企业", "市内企业", "属地", "纳税地",
                                "税收归属", "落户", "分支机构", "分公司", "办事处", "子公司", "所在地", "所在区",
                                "所在市", "所在县", "经营地", "户籍"};
  static const Words kOwnership = {"所有制", "国有", "国企", "民营", "私营", "外资", "内资", "企业性质", "控股"};
  static const Words kPurchase = {"本地采购", "采购本地", "本地产品", "本地供应商", "本地配套", "购买本地",
                                  "本市产品", "本地化采购"};
  static const Words kLists = {"名录", "白名单", "名单", "入库企业", "在库企业", "库内企业", "推荐目录",
                               "企业目录", "供应商目录", "产品目录"};
  static const Words kOperators = {"合作银行", "合作机构", "指定机构", "指定银行", "定点", "承办银行", "指定企业"};
  // The narrower before the wider: 本地供应商 is about what is bought.
  if (Holds(text, kPurchase)) return Fair::kLocalPurchase;
  if (Holds(text, kLists)) return Fair::kList;
  if (Holds(text, kOwnership)) return Fair::kOwnership;
  if (Holds(text, kOperators)) return Fair::kOperator;
  if (Holds(text, kPlaces)) return Fair::kPlace;
  return Fair::kNone;
}

}  // namespace

bool IsPersonal(std::string_view name) {
  static const Words kWords = {"身份证", "姓名", "手机", "电话", "联系方式", "住址", "家庭地址", "住所地址",
                               "银行账号", "银行卡", "账户号", "护照号", "社保卡号", "邮箱", "车牌"};
  return Holds(name, kWords);
}

bool IsSensitive(std::string_view name) {
  static const Words kWords = {"民族", "婚姻", "婚否", "健康状况", "病史", "疾病", "宗教", "政治面貌", "生育"};
  return Holds(name, kWords);
}

bool IsPaper(std::string_view name) {
  static const Words kWords = {"材料", "证明", "复印件", "原件", "凭证", "证件", "承诺书", "申请表", "报告书",
                               "审计报告", "委托书", "发票"};
  return Holds(name, kWords);
}

bool IsTaxPaid(std::string_view name) {
  static const Words kWords = {"纳税额", "税收", "税额", "税款", "缴税", "地方贡献", "财政贡献", "规费",
                               "增值税", "所得税", "入库税"};
  return Holds(name, kWords) && name.find("留抵") == std::string_view::npos &&
         name.find("退税") == std::string_view::npos;
}

bool IsShare(std::string_view name) {
  static const Words kWords = {"占比", "比重", "占", "份额", "覆盖率", "合格率", "达标率", "整改率", "承诺率"};
  return Holds(name, kWords);
}

bool IsBenefit(std::string_view name) {
  static const Words kWords = {"奖补", "补贴", "补助", "资助", "贴息", "奖励", "奖金", "补偿", "优惠", "减免",
                               "免费", "五折", "享受", "可申请", "可申报", "资格", "重点支持", "扶持", "补正额"};
  static const Words kNot = {"不予", "截止", "上限", "合规", "显示", "窗口", "未满足", "原因", "不足", "缺口"};
  return Holds(name, kWords) && !Holds(name, kNot);
}

bool IsCost(std::string_view name) {
  static const Words kWords = {"费", "罚款", "罚金", "租金", "利率", "税率", "保证金", "利息"};
  static const Words kNot = {"免费", "经费", "消费", "显示", "合规", "上限", "减免", "补贴", "补助", "资助"};
  return Holds(name, kWords) && !Holds(name, kNot);
}

Fair FairOf(const program::Policy& policy, const program::Input& input) {
  if (const std::string_view marked = Marked(input.remarks); !marked.empty()) return FairOf(marked);
  const Fair named = FairOf(std::string_view(input.name));
  const program::Type& type = policy.types[static_cast<size_t>(input.type)];
  if (named != Fair::kNone || type.kind != program::TypeKind::kEnum) return named;
  static const Words kOwners = {"国有", "民营", "外资", "私营"};
  static const Words kPlaces = {"本市", "本地", "外地", "市外", "外省", "省外"};
  const program::EnumType& listed = policy.enums[static_cast<size_t>(type.enumeration)];
  if (listed.tree) return Fair::kNone;
  for (const program::Member& member : listed.members) {
    if (Holds(member.name, kOwners)) return Fair::kOwnership;
    if (Holds(member.name, kPlaces)) return Fair::kPlace;
  }
  return Fair::kNone;
}

Gives GivesOf(const program::Policy& policy, const program::Definition& output) {
  // Who may bid, how bids are judged, who wins: not what is charged, deposited or published on the way.
  static const Words kTender = {"中标",     "评标",     "中选",     "评审得分", "评审分",     "成交供应商", "成交人",
                                "成交结果", "资格预审", "投标资格", "可投标",   "可以投标",   "能投标",     "参加投标",
                                "参与投标", "投标有效", "有效投标", "投标得分", "投标评分", "投标报价得分"};
  static const Words kNot = {"不得", "合规", "违规", "显示", "截止"};
  static const Words kOnTheWay = {"费", "保证金", "公示", "公告", "期限", "时限", "天数", "日期"};
  std::string_view text = Marked(output.remarks);
  if (text.empty()) text = output.name;
  if (Holds(text, kTender) && !Holds(text, kNot) && !Holds(text, kOnTheWay)) return Gives::kTender;
  if (IsBenefit(text)) return Gives::kBenefit;
  // "符合" says what for in the title of the policy.
  static const Words kMeets = {"符合", "可办", "可贷", "适用", "可支持", "可纳入"};
  static const Words kAbout = {"补", "贷", "奖", "优惠", "减免", "减租", "免租", "免费", "资助", "扶持"};
  const bool plain = policy.types[static_cast<size_t>(output.type)].kind == program::TypeKind::kBoolean;
  const bool about = Holds(policy.name, kAbout) || Holds(policy.title, kAbout);
  return plain && about && Holds(text, kMeets) && !Holds(text, kNot) ? Gives::kBenefit : Gives::kNothing;
}

}  // namespace pol::lint
