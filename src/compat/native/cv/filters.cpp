#include "shim.hpp"

LCV lcv_resize(
    const cv::Mat* src, cv::Mat* dst, int32_t width, int32_t height, double fx, double fy, int32_t interpolation)
{
    return lcv::guard(__func__, [&] { cv::resize(*src, *dst, cv::Size(width, height), fx, fy, interpolation); });
}

LCV lcv_cvt_color(const cv::Mat* src, cv::Mat* dst, int32_t code, int32_t channels)
{
    return lcv::guard(__func__, [&] { cv::cvtColor(*src, *dst, code, channels); });
}

LCV lcv_apply_color_map(const cv::Mat* src, cv::Mat* dst, int32_t map)
{
    return lcv::guard(__func__, [&] { cv::applyColorMap(*src, *dst, map); });
}

LCV lcv_gaussian_blur(
    const cv::Mat* src, cv::Mat* dst, int32_t width, int32_t height, double sigma_x, double sigma_y, int32_t border)
{
    return lcv::guard(
        __func__, [&] { cv::GaussianBlur(*src, *dst, cv::Size(width, height), sigma_x, sigma_y, border); });
}

LCV lcv_threshold(const cv::Mat* src, cv::Mat* dst, double threshold, double maximum, int32_t type, double* used)
{
    return lcv::guard(__func__, [&] { *used = cv::threshold(*src, *dst, threshold, maximum, type); });
}

LCV lcv_morphology_ex(
    const cv::Mat* src, cv::Mat* dst, int32_t operation, const cv::Mat* element, int32_t anchor_x, int32_t anchor_y,
    int32_t iterations, int32_t border, const double* value)
{
    return lcv::guard(__func__, [&] {
        const cv::Mat kernel = element == nullptr ? cv::Mat() : *element;
        const cv::Scalar fill = value == nullptr ? cv::morphologyDefaultBorderValue() : lcv::scalar(value);
        cv::morphologyEx(*src, *dst, operation, kernel, cv::Point(anchor_x, anchor_y), iterations, border, fill);
    });
}

LCV lcv_get_structuring_element(int32_t shape, int32_t width, int32_t height, cv::Mat** out)
{
    return lcv::guard(
        __func__, [&] { *out = new cv::Mat(cv::getStructuringElement(shape, cv::Size(width, height))); });
}

LCV lcv_warp_affine(
    const cv::Mat* src, cv::Mat* dst, const cv::Mat* m, int32_t width, int32_t height, int32_t flags, int32_t border,
    const double* value)
{
    return lcv::guard(__func__, [&] {
        cv::warpAffine(*src, *dst, *m, cv::Size(width, height), flags, border, lcv::scalar(value));
    });
}

LCV lcv_get_rotation_matrix(float x, float y, double angle, double scale, cv::Mat** out)
{
    return lcv::guard(
        __func__, [&] { *out = new cv::Mat(cv::getRotationMatrix2D(cv::Point2f(x, y), angle, scale)); });
}
