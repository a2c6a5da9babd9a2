#include "shim.hpp"

LCV lcv_add_weighted(
    const cv::Mat* a, double alpha, const cv::Mat* b, double beta, double gamma, cv::Mat* dst, int32_t dtype)
{
    return lcv::guard(__func__, [&] { cv::addWeighted(*a, alpha, *b, beta, gamma, *dst, dtype); });
}

LCV lcv_add(const cv::Mat* a, const cv::Mat* b, cv::Mat* dst, const cv::Mat* mask, int32_t dtype)
{
    return lcv::guard(__func__, [&] { cv::add(*a, *b, *dst, lcv::optional(mask), dtype); });
}

LCV lcv_multiply(const cv::Mat* a, const cv::Mat* b, cv::Mat* dst, double scale, int32_t dtype)
{
    return lcv::guard(__func__, [&] { cv::multiply(*a, *b, *dst, scale, dtype); });
}

LCV lcv_min_max_loc(
    const cv::Mat* m, double* least, double* most, int32_t* least_xy, int32_t* most_xy, const cv::Mat* mask)
{
    return lcv::guard(__func__, [&] {
        cv::Point at_least, at_most;
        cv::minMaxLoc(*m, least, most, &at_least, &at_most, lcv::optional(mask));
        least_xy[0] = at_least.x;
        least_xy[1] = at_least.y;
        most_xy[0] = at_most.x;
        most_xy[1] = at_most.y;
    });
}

LCV lcv_mean_std_dev(const cv::Mat* m, double* mean, double* deviation, const cv::Mat* mask)
{
    return lcv::guard(__func__, [&] {
        cv::Scalar mu, sigma;
        cv::meanStdDev(*m, mu, sigma, lcv::optional(mask));
        for (int i = 0; i < 4; ++i) {
            mean[i] = mu[i];
            deviation[i] = sigma[i];
        }
    });
}

LCV lcv_count_non_zero(const cv::Mat* m, int32_t* count)
{
    return lcv::guard(__func__, [&] { *count = cv::countNonZero(*m); });
}

LCV lcv_merge(cv::Mat* const* planes, int32_t count, cv::Mat* dst)
{
    return lcv::guard(__func__, [&] {
        std::vector<cv::Mat> all;
        for (int32_t i = 0; i < count; ++i) {
            all.push_back(*planes[i]);
        }
        cv::merge(all, *dst);
    });
}

LCV lcv_extract_channel(const cv::Mat* m, cv::Mat* dst, int32_t channel)
{
    return lcv::guard(__func__, [&] { cv::extractChannel(*m, *dst, channel); });
}

LCV lcv_flip(const cv::Mat* src, cv::Mat* dst, int32_t code)
{
    return lcv::guard(__func__, [&] { cv::flip(*src, *dst, code); });
}

LCV lcv_copy_make_border(
    const cv::Mat* src, cv::Mat* dst, int32_t top, int32_t bottom, int32_t left, int32_t right, int32_t kind,
    const double* value)
{
    return lcv::guard(__func__, [&] {
        cv::copyMakeBorder(*src, *dst, top, bottom, left, right, kind, lcv::scalar(value));
    });
}
