// A register of turnover loans as CSV, the same for the same seed on every machine: no floating
// point, no library generator. With --answers it also writes what the hand-written table says of
// each row.
//
//   gen_loans --rows 1000 --seed 3 --bad 0.06 --out loans.csv --answers answers.csv
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "bench/gen_loans/loan_table.h"

namespace {

constexpr int64_t kFenPerWan = 1'000'000;

struct Options {
  int64_t rows = 1000;
  uint64_t seed = 1;
  int64_t bad_per_million = 0;
  bool ragged = false;
  std::string out = "-";
  std::string answers;
};

// splitmix64 (Steele, Lea, Flood 2014): enough for test data, and one line to port.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t Next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  // low <= result <= high; the bias of the remainder is far below what test data needs.
  int64_t Between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(Next() % static_cast<uint64_t>(high - low + 1));
  }
  bool OneIn(int64_t n) { return Between(1, n) == 1; }
  template <typename T, size_t N>
  const T& Pick(const T (&items)[N]) {
    return items[Between(0, static_cast<int64_t>(N) - 1)];
  }

 private:
  uint64_t state_;
};

// What a cell can be made into. The first kMissingKinds leave a fact open; the others make the row
// unusable.
enum class Spoil {
  kNoAmount,
  kNoIndustry,
  kNoDays,
  kAmountInWords,
  kLetterInNumber,
  kNegative,
  kZeroAmount,
  kHalfFen,
  kThousands,
  kNotANumber,
  kUnknownIndustry,
  kMisspelledIndustry,
  kZeroDays,
  kHalfDay,
  kNegativeDays,
  kDaysInWords,
  kCount,
};
constexpr int kMissingKinds = 3;

struct Loan {
  std::string number, enterprise, amount, industry, days;
  int64_t fen = 0, day_count = 0;
  bool manufacturing = false;
  bool rejected = false;
};

std::string Digits(int64_t value, size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

// Yuan in plain notation without trailing zeros: 1234567.8
std::string Yuan(int64_t fen) {
  std::string text = std::to_string(fen / 100);
  if (fen % 100 == 0) return text;
  text += "." + Digits(fen % 100, 2);
  if (text.back() == '0') text.pop_back();
  return text;
}

std::string AmountText(Random& random, int64_t fen) {
  if (fen % kFenPerWan == 0 && !random.OneIn(4)) {
    return std::to_string(fen / kFenPerWan) + (random.OneIn(3) ? "万元" : "万");
  }
  return random.OneIn(10) ? Yuan(fen) + "元" : Yuan(fen);
}

int64_t RandomAmount(Random& random) {
  static constexpr int64_t kBounds[] = {500, 1000, 2000};
  switch (random.Between(0, 9)) {
    case 0:  // a bound of the table, or one fen to either side of it
      return random.Pick(kBounds) * kFenPerWan + random.Between(-1, 1);
    case 1:
      return random.Between(1, 3'000 * kFenPerWan);
    case 2:
      return random.Between(100, 2'500) * kFenPerWan + random.Between(0, 9'999) * 100;
    default: {
      static constexpr int64_t kUpTo[] = {500, 500, 1000, 2000, 5000};
      return random.Between(1, random.Pick(kUpTo)) * kFenPerWan;
    }
  }
}

int64_t RandomDays(Random& random) {
  static constexpr int64_t kBounds[] = {1, 3, 4, 10, 11};
  if (random.OneIn(3)) return random.Pick(kBounds);
  return random.OneIn(8) ? random.Between(16, 90) : random.Between(1, 15);
}

std::string Enterprise(Random& random) {
  static constexpr std::string_view kPlaces[] = {"南通", "海安", "如皋", "如东",
                                                 "启东", "海门", "通州", "崇川"};
  static constexpr std::string_view kWords[] = {"恒达", "新源", "瑞丰", "华宇", "金桥",
                                                "江海", "长顺", "明远", "宏业", "立信"};
  static constexpr std::string_view kTrades[] = {"纺织", "机械", "船舶配件", "电子", "家纺",
                                                 "化工", "商贸", "物流",     "食品", "建材"};
  const std::string place(random.Pick(kPlaces)), word(random.Pick(kWords)),
      trade(random.Pick(kTrades));
  switch (random.Between(0, 99)) {  // now and then a name that a careless reader of CSV trips over
    case 0:
      return place + "\"" + word + "\"" + trade + "有限公司";
    case 1:
      return place + word + trade + "有限公司,一分厂";
    case 2:
      return place + word + trade + "有限公司\n（原" + place + trade + "厂）";
    default:
      return place + word + trade + "有限公司";
  }
}

void SpoilLoan(Random& random, Spoil kind, Loan* loan) {
  static constexpr std::string_view kWords[] = {"约五百万", "500万左右", "伍佰万圆", "待定"};
  static constexpr std::string_view kUnknown[] = {"建筑业", "批发零售", "其他"};
  static constexpr std::string_view kMisspelled[] = {"制造", "非制造", "制造业 企业"};
  static constexpr std::string_view kNumbers[] = {"NaN", "1e400", "#REF!", "++5"};
  loan->rejected = static_cast<int>(kind) >= kMissingKinds;
  switch (kind) {
    case Spoil::kNoAmount:
      loan->amount.clear();
      break;
    case Spoil::kNoIndustry:
      loan->industry.clear();
      break;
    case Spoil::kNoDays:
      loan->days.clear();
      break;
    case Spoil::kAmountInWords:
      loan->amount = random.Pick(kWords);
      break;
    case Spoil::kLetterInNumber:
      loan->amount = random.OneIn(2) ? "5O0万" : "3l0万";
      break;
    case Spoil::kNegative:
      loan->amount = "-" + loan->amount;
      break;
    case Spoil::kZeroAmount:
      loan->amount = "0";
      break;
    case Spoil::kHalfFen:
      loan->amount = std::to_string(loan->fen / 100) + ".125";
      break;
    case Spoil::kThousands:
      loan->amount = "3,200,000";
      break;
    case Spoil::kNotANumber:
      loan->amount = random.Pick(kNumbers);
      break;
    case Spoil::kUnknownIndustry:
      loan->industry = random.Pick(kUnknown);
      break;
    case Spoil::kMisspelledIndustry:
      loan->industry = random.Pick(kMisspelled);
      break;
    case Spoil::kZeroDays:
      loan->days = "0";
      break;
    case Spoil::kHalfDay:
      loan->days = std::to_string(loan->day_count) + ".5";
      break;
    case Spoil::kNegativeDays:
      loan->days = "-" + std::to_string(loan->day_count);
      break;
    case Spoil::kDaysInWords:
      loan->days = "一周左右";
      break;
    case Spoil::kCount:
      break;
  }
}

// RFC 4180: quoted when it must be, quotes doubled.
std::string Cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string RateText(int rate_1e4) {
  return rate_1e4 == 0 ? "0" : "0.000" + std::to_string(rate_1e4);
}

// ",rejected,,," or ",answered,ROW,RATE,FEE". Where a fact is missing, what every completion agrees
// on stands, and the rest is empty: that fact is asked for. The fee multiplies by amount and days,
// so it waits for both.
std::string Answer(const Loan& loan) {
  if (loan.rejected) return ",rejected,,,";
  std::vector<int64_t> amounts = {loan.fen}, days = {loan.day_count};
  std::vector<bool> industries = {loan.manufacturing};
  if (loan.amount.empty())
    amounts = {1, 500 * kFenPerWan + 1, 1000 * kFenPerWan + 1, 2000 * kFenPerWan + 1};
  if (loan.days.empty()) days = {1, 4, 11};
  if (loan.industry.empty()) industries = {false, true};
  const pol::bench::LoanPrice first = pol::bench::PriceLoan(amounts[0], industries[0], days[0]);
  bool one_row = true, one_rate = true;
  for (const int64_t amount : amounts) {
    for (const bool industry : industries) {
      for (const int64_t count : days) {
        const pol::bench::LoanPrice price = pol::bench::PriceLoan(amount, industry, count);
        one_row = one_row && price.row == first.row;
        one_rate = one_rate && price.rate_1e4 == first.rate_1e4;
      }
    }
  }
  const bool one_fee = one_rate && !loan.amount.empty() && !loan.days.empty();
  return ",answered," + (one_row ? "R" + std::to_string(first.row) : "") + "," +
         (one_rate ? RateText(first.rate_1e4) : "") + "," + (one_fee ? Yuan(first.fee_fen) : "");
}

void Write(const Options& options, std::ostream& out, std::ostream* answers) {
  Random random(options.seed);
  int kind = 0;
  out << "编号,企业,转贷金额,行业,占用天数\n";
  if (answers) *answers << "编号,答复,命中行,日费率,转贷费\n";
  for (int64_t i = 1; i <= options.rows; ++i) {
    Loan loan;
    loan.number = "ZD" + Digits(i, 6);
    loan.enterprise = Enterprise(random);
    loan.fen = RandomAmount(random);
    loan.day_count = RandomDays(random);
    loan.manufacturing = random.OneIn(2);
    loan.amount = AmountText(random, loan.fen);
    loan.industry = loan.manufacturing ? "制造业" : "非制造业";
    loan.days = std::to_string(loan.day_count) + (random.OneIn(12) ? "天" : "");
    const bool spoil = random.Between(1, 1'000'000) <= options.bad_per_million;
    if (spoil) {  // the kinds take turns, so that even a short register holds each of them
      SpoilLoan(random, static_cast<Spoil>(kind), &loan);
      kind = (kind + 1) % static_cast<int>(Spoil::kCount);
    }
    const bool ragged = options.ragged && spoil && random.OneIn(2);
    out << loan.number << ',' << Cell(loan.enterprise) << ',' << Cell(loan.amount) << ','
        << Cell(loan.industry);
    if (ragged) {
      loan.rejected = true;  // one cell too few
    } else {
      out << ',' << Cell(loan.days);
    }
    out << '\n';
    if (answers) *answers << loan.number << Answer(loan) << '\n';
  }
}

// A ratio such as 0.06, in millionths.
bool ReadRatio(std::string_view text, int64_t* per_million) {
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string fraction(point == std::string_view::npos ? "" : text.substr(point + 1));
  if ((whole != "0" && whole != "1") || fraction.size() > 6 ||
      fraction.find_first_not_of("0123456789") != std::string::npos) {
    return false;
  }
  fraction.resize(6, '0');
  *per_million = (whole == "1" ? 1'000'000 : 0) + std::atoll(fraction.c_str());
  return *per_million <= 1'000'000;
}

int Usage() {
  std::cerr << "usage: gen_loans [--rows N] [--seed N] [--bad RATIO] [--ragged] [--out FILE] "
               "[--answers FILE]\n"
               "  --bad      share of rows with a cell missing or spoiled, 0 to 1 (default 0)\n"
               "  --ragged   half of those rows also lack their last cell\n"
               "  --out      default: standard output\n"
               "  --answers  what the hand-written table says of each row\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    if (flag == "--ragged") {
      options.ragged = true;
      continue;
    }
    if (i + 1 == argc) return Usage();
    const std::string value = argv[++i];
    const bool number = !value.empty() && value.size() <= 12 &&
                        value.find_first_not_of("0123456789") == std::string::npos;
    if (flag == "--rows" && number) {
      options.rows = std::atoll(value.c_str());
    } else if (flag == "--seed" && number) {
      options.seed = std::strtoull(value.c_str(), nullptr, 10);
    } else if (flag == "--bad" && ReadRatio(value, &options.bad_per_million)) {
      continue;
    } else if (flag == "--out") {
      options.out = value;
    } else if (flag == "--answers") {
      options.answers = value;
    } else {
      return Usage();
    }
  }
  std::ofstream file, answers;
  if (options.out != "-") file.open(options.out, std::ios::binary);
  if (!options.answers.empty()) answers.open(options.answers, std::ios::binary);
  std::ostream& out = options.out == "-" ? std::cout : file;
  Write(options, out, options.answers.empty() ? nullptr : &answers);
  out.flush();
  answers.flush();
  if (!out || (answers.is_open() && !answers)) {
    std::cerr << "gen_loans: could not write " << options.out << "\n";
    return 1;
  }
  return 0;
}
